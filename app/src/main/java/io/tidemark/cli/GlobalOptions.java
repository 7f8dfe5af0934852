package io.tidemark.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command. */
final class GlobalOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the embedded database lives (default: data/ beside the launcher)")
    private @Nullable Path data;

    /** The directory to use; relative to the launcher's home when it was not given. */
    Path data(Path home) {
        return (data == null ? home.resolve("data") : data).toAbsolutePath().normalize();
    }
}

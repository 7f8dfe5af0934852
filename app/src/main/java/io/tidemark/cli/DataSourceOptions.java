package io.tidemark.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where data sources are looked up. */
final class DataSourceOptions {
    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above workflows/ beside the launcher")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}

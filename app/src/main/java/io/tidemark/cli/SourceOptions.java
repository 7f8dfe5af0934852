package io.tidemark.cli;

import io.tidemark.operator.SourceHint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that need the source of a chain. */
final class SourceOptions {
    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "the chain's sync script (default: found by the workflow or the script's last run)")
    private @Nullable Path script;

    @Option(names = "-p", paramLabel = "NAME=VALUE", description = "value of a parameter of the script")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description =
                    "default: as in the script's last run, or the nearest datasources.yaml at or above the script")
    private @Nullable Path dataSources;

    @Option(
            names = "--workflows",
            paramLabel = "DIR",
            description =
                    "where workflows are declared (default: those of the running operator, else workflows/ beside the launcher)")
    private @Nullable Path workflows;

    /** Files are named from the root on: whoever reads them stands in another folder. */
    SourceHint hint() {
        return new SourceHint(absolute(script), parameters, absolute(dataSources), absolute(workflows));
    }

    private static Optional<Path> absolute(@Nullable Path file) {
        return Optional.ofNullable(file).map(path -> path.toAbsolutePath().normalize());
    }
}

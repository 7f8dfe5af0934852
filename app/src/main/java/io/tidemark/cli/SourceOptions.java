package io.tidemark.cli;

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
            description = "where workflows are declared (default: workflows/ beside the launcher)")
    private @Nullable Path workflows;

    ChainDesk.Given given(Path home) {
        return new ChainDesk.Given(
                Optional.ofNullable(script).map(file -> file.toAbsolutePath().normalize()),
                parameters,
                Optional.ofNullable(dataSources),
                workflows == null ? home.resolve("workflows") : workflows);
    }
}

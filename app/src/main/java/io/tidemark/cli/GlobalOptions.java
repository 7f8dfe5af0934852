package io.tidemark.cli;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that looks into what an operator knows. */
class GlobalOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the operator keeps its things, the embedded database too (default: data/ beside the launcher)")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "names the database, among other things (default: tidemark.yaml beside the launcher, which may be absent)")
    private @Nullable Path config;

    /** The directory to use; relative to the launcher's home when it was not given. */
    Path data(Path home) {
        return (data == null ? home.resolve("data") : data).toAbsolutePath().normalize();
    }

    /**
     * What the settings file says that was given or, if none was, the one beside the launcher if it is there.
     *
     * @param nearestDataSources the file of data sources at or above a folder
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong in the file
     * @throws io.tidemark.attempt.FailureException USER {@code CONFIG_MISSING}
     */
    ServeSettings settings(Path home, UnaryOperator<Path> nearestDataSources) {
        return ServeSettings.read(config, home, nearestDataSources);
    }

    /**
     * The place to use, by the same file.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong in the file
     * @throws io.tidemark.attempt.FailureException USER {@code CONFIG_MISSING}
     */
    DataPlace place(Path home) {
        DatabaseSettings database = settings(home, folder -> folder).database();
        Path folder =
                config == null ? home : home.resolve(config.toAbsolutePath()).resolveSibling("");
        return new DataPlace(data(home), () -> database.server(System::getenv, folder));
    }

    /** The place to use where the file beside the launcher does not count, but only one that was given. */
    DataPlace placeOfItsOwn(Path home) {
        return config == null ? DataPlace.embedded(data(home)) : place(home);
    }
}

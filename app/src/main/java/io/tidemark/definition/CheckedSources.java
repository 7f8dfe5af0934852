package io.tidemark.definition;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The data sources that scripts use, each file read once and as {@link DataSources#check} does. Not thread-safe. */
final class CheckedSources {
    private final Optional<Path> dataSources;
    private final Function<String, @Nullable String> environment;
    private final Map<Path, DataSources> byFile = new HashMap<>();
    private final Map<Path, DataSources> byFolder = new HashMap<>();

    /**
     * Nothing is read yet.
     *
     * @param dataSources the file of all scripts; absent: the nearest datasources.yaml at or above each
     */
    CheckedSources(Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        this.dataSources = dataSources;
        this.environment = environment;
    }

    DataSources of(Path script) {
        Path absolute = script.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        return byFolder.computeIfAbsent(folder, this::nearest);
    }

    /** Those of one file. */
    DataSources at(Path file) {
        return byFile.computeIfAbsent(file.toAbsolutePath().normalize(), path -> DataSources.check(file, environment));
    }

    private DataSources nearest(Path folder) {
        return dataSources
                .or(() -> DataSources.nearest(folder))
                .map(this::at)
                .orElseGet(() -> DataSources.missing(folder));
    }
}

package io.tidemark.sandbox.maxcompute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of a running server: data that stays, unless no place was given for it, and results that do not. */
final class Workspace implements AutoCloseable {
    private final Path data;
    private final Path results;
    private final boolean temporary;

    private Workspace(Path data, Path results, boolean temporary) {
        this.data = data;
        this.results = results;
        this.temporary = temporary;
    }

    static Workspace open(Optional<Path> folder) throws IOException {
        Path data = folder.isPresent()
                ? Files.createDirectories(folder.get())
                : Files.createTempDirectory("tidemark-maxcompute");
        Path results = data.resolve("results");
        delete(results);
        Files.createDirectories(results);
        return new Workspace(data, results, folder.isEmpty());
    }

    Path data() {
        return data;
    }

    Path results() {
        return results;
    }

    @Override
    public void close() throws IOException {
        delete(temporary ? data : results);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}

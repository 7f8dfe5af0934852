package io.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes when this process ends, be it by Ctrl-C. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("tidemark-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete"));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println(folder + " could not be deleted: " + e.getMessage());
        }
    }
}

package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and those below it that may be definitions, each kind in the order of the paths. Links are followed;
 * folders whose names begin with a dot are left out.
 *
 * @param workflows everything of the name workflow.yaml, whatever it is
 * @param dataSources the same of datasources.yaml
 * @param json files that end in .json
 */
record FolderFiles(List<Path> workflows, List<Path> dataSources, List<Path> json) {
    FolderFiles {
        workflows = workflows.stream().sorted().toList();
        dataSources = dataSources.stream().sorted().toList();
        json = json.stream().sorted().toList();
    }

    /** Looks at all of them; where that is not possible is a problem. */
    static FolderFiles in(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.error(
                    Place.wholeFile(folder.toString()),
                    "there is no such folder; name the folder that holds your workflows");
            return new FolderFiles(List.of(), List.of(), List.of());
        }
        Walk walk = new Walk(folder, problems);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new UncheckedIOException("the walk goes on whatever it meets", e);
        }
        if (walk.workflows.isEmpty()) {
            problems.error(
                    Place.wholeFile(folder.toString()),
                    "there is no " + WorkflowFiles.FILE + " in this folder or below it; write one");
        }
        return new FolderFiles(walk.workflows, walk.dataSources, walk.json);
    }

    /** One walk through a folder. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private static final String LOOP = "this link leads back to a folder above it and is not followed; remove it";

        private final Path folder;
        private final Problems problems;
        private final List<Path> workflows = new ArrayList<>();
        private final List<Path> dataSources = new ArrayList<>();
        private final List<Path> json = new ArrayList<>();

        Walk(Path folder, Problems problems) {
            this.folder = folder;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (path.equals(folder)) {
                return FileVisitResult.CONTINUE;
            }
            if (name(path).startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (leadsAbove(path)) {
                problems.warning(Place.wholeFile(path.toString()), LOOP);
                return FileVisitResult.SKIP_SUBTREE;
            }
            yaml(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            yaml(path);
            String name = name(path);
            if (name.toLowerCase(Locale.ROOT).endsWith(".json") && attributes.isRegularFile()) {
                json.add(path);
            }
            meant(name)
                    .ifPresent(file -> problems.warning(
                            Place.wholeFile(path.toString()), "a file of this name is not read; rename it to " + file));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException problem) {
            Place place = Place.wholeFile(path.toString());
            if (problem instanceof FileSystemLoopException) {
                problems.warning(place, LOOP);
            } else {
                problems.error(place, "this cannot be read; check its permissions");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, @Nullable IOException problem) {
            if (problem != null) {
                visitFileFailed(path, problem);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Whether a link leads out of the folder, so that the folder itself would be met again. */
        private boolean leadsAbove(Path path) {
            try {
                return Files.isSymbolicLink(path) && folder.toRealPath().startsWith(path.toRealPath());
            } catch (IOException e) {
                return false;
            }
        }

        private void yaml(Path path) {
            String name = name(path);
            if (name.equals(WorkflowFiles.FILE)) {
                workflows.add(path);
            } else if (name.equals(DataSources.FILE)) {
                dataSources.add(path);
            }
        }

        /** What a file was most likely meant to be called. */
        private static Optional<String> meant(String name) {
            return Stream.of(WorkflowFiles.FILE, DataSources.FILE)
                    .filter(file -> !name.equals(file))
                    .filter(file -> name.equalsIgnoreCase(file) || name.equalsIgnoreCase(file.replace(".yaml", ".yml")))
                    .findFirst();
        }

        private static String name(Path path) {
            Path name = path.getFileName();
            return name == null ? "" : name.toString();
        }
    }
}

package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where scripts name a data source: those in the folder of its file or below it, and those that workflows there name. */
final class DataSourceMentions {
    private static final int DEEPEST = 8;
    private static final String SCRIPT = ".json";

    private final String name;
    private final Path file;
    private final Set<Place> places = new LinkedHashSet<>();

    private DataSourceMentions(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /**
     * All places, by file and line.
     *
     * @param file where the data source is declared
     */
    static List<Place> of(String name, Path file) {
        DataSourceMentions mentions = new DataSourceMentions(name, file);
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        mentions.workflows(folder);
        scripts(folder).forEach(mentions::script);
        return mentions.places.stream()
                .sorted(Comparator.comparing(Place::file)
                        .thenComparingInt(Place::line)
                        .thenComparingInt(Place::column))
                .toList();
    }

    /** A name may be the value of a parameter, which only the workflow knows. */
    private void workflows(Path folder) {
        WorkflowFiles.declared(folder, new Problems()).all().stream()
                .flatMap(workflow -> workflow.tasks().values().stream())
                .forEach(task -> task.script().filter(this::looksHere).ifPresent(script -> {
                    script(script);
                    task.tried()
                            .flatMap(TriedTask::any)
                            .map(TriedTask.Point::content)
                            .ifPresent(content -> {
                                named(content.reader().source());
                                named(content.writer().target());
                            });
                }));
    }

    private void named(SourceName<?> source) {
        if (source instanceof SourceName.Named<?> found && found.name().equals(name)) {
            add(found.place());
        }
    }

    /** One script may be reached by two paths. */
    private void add(Place place) {
        places.add(new Place(Path.of(place.file()).normalize().toString(), place.line(), place.column()));
    }

    private void script(Path script) {
        if (looksHere(script)) {
            FileTexts.INSTANCE
                    .text(script, "JSON", new Problems())
                    .flatMap(text -> SyncScript.draft(new ScriptText(script, text), new Problems()))
                    .map(SyncScript::document)
                    .ifPresent(document -> WrittenSourceNames.in(document).stream()
                            .filter(found -> found.name().equals(name))
                            .forEach(found -> add(found.place())));
        }
    }

    /** Another file may lie nearer to the script. */
    private boolean looksHere(Path script) {
        return Optional.ofNullable(script.toAbsolutePath().normalize().getParent())
                .flatMap(DataSources::nearest)
                .filter(this::isFile)
                .isPresent();
    }

    private boolean isFile(Path nearest) {
        try {
            return Files.isSameFile(nearest, file);
        } catch (IOException e) {
            return false;
        }
    }

    /** What cannot be read is passed by. */
    private static Set<Path> scripts(Path folder) {
        Set<Path> scripts = new TreeSet<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean hidden = !directory.equals(folder)
                            && directory.getFileName().toString().startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
                    if (found.toString().endsWith(SCRIPT)) {
                        scripts.add(found);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path found, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scripts;
    }
}

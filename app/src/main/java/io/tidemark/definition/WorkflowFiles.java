package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and reads the workflows of a folder. */
public final class WorkflowFiles {
    /** The name of the file that makes a folder a workflow. */
    public static final String FILE = "workflow.yaml";

    private static final int DEEPEST = 8;

    private WorkflowFiles() {}

    /**
     * Reads every workflow.yaml in a folder or below it, and the scripts they name, in the order of their paths.
     *
     * @param problems takes everything that is wrong or doubtful in any of them
     * @return the workflows without a mistake
     */
    public static List<Workflow> read(Path folder, Problems problems) {
        return declared(folder, problems).workflows();
    }

    /** The same, with the places of what was read. */
    public static Declarations declared(Path folder, Problems problems) {
        List<WorkflowSource> sources = new ArrayList<>();
        Map<String, Path> named = new HashMap<>();
        for (Path file : find(folder, problems)) {
            WorkflowSource source = new WorkflowFile(file, problems).read();
            Optional<Path> first = source.name().map(name -> named.putIfAbsent(name.text(), file));
            if (first.isEmpty()) {
                sources.add(source);
            } else {
                source.name()
                        .ifPresent(name -> problems.error(
                                name.place(),
                                "the workflow `" + name.text() + "` is declared in " + first.get()
                                        + " too; rename one"));
            }
        }
        new DependencyCheck(sources, problems).run();
        return new Declarations(sources);
    }

    private static List<Path> find(Path folder, Problems problems) {
        Place place = Place.wholeFile(folder.toString());
        if (!Files.isDirectory(folder)) {
            problems.error(place, "there is no such folder; name the folder that holds your workflows");
            return List.of();
        }
        try (Stream<Path> paths =
                Files.find(folder, DEEPEST, (path, attributes) -> path.endsWith(FILE) && attributes.isRegularFile())) {
            List<Path> files = paths.sorted().toList();
            if (files.isEmpty()) {
                problems.error(place, "there is no " + FILE + " in this folder or below it; write one");
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.error(place, "the folder cannot be read; check its permissions");
            return List.of();
        }
    }
}

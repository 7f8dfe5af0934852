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
        List<Path> files = find(folder, problems);
        List<Workflow> workflows = new ArrayList<>();
        Map<String, Path> named = new HashMap<>();
        for (Path file : files) {
            Optional<Workflow> workflow = new WorkflowFile(file, problems).read();
            workflow.ifPresent(w -> {
                Path first = named.putIfAbsent(w.name(), file);
                if (first == null) {
                    workflows.add(w);
                } else {
                    problems.error(
                            Place.wholeFile(file.toString()),
                            "the workflow `" + w.name() + "` is declared in " + first + " too; rename one");
                }
            });
        }
        return workflows;
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

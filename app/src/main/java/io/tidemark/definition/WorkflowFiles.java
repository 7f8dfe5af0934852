package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds and reads the workflows of a folder. */
public final class WorkflowFiles {
    /** The name of the file that makes a folder a workflow. */
    public static final String FILE = "workflow.yaml";

    /** A file that was read, and what is wrong or doubtful in it. */
    private record Read(WorkflowSource source, Problems problems) {}

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
        return declared(FolderFiles.in(folder, problems), problems);
    }

    /** The same of files that were found. */
    static Declarations declared(FolderFiles files, Problems problems) {
        FolderReading shared = new FolderReading();
        return declared(
                files.workflows().parallelStream()
                        .map(file -> read(file, new WorkflowReading(FileTexts.INSTANCE, shared)))
                        .toList(),
                problems);
    }

    /** The same of workflows that were kept as texts; the places are as if each stood in a folder of its name. */
    public static Declarations declared(List<WorkflowText> workflows, Problems problems) {
        FolderReading shared = new FolderReading();
        return declared(
                workflows.parallelStream()
                        .map(KeptTexts::new)
                        .map(kept -> read(kept.definition(), new WorkflowReading(kept, shared)))
                        .toList(),
                problems);
    }

    private static Read read(Path file, WorkflowReading reading) {
        Problems own = new Problems();
        return new Read(new WorkflowFile(file, reading, own).read(), own);
    }

    private static Declarations declared(Collection<Read> files, Problems problems) {
        List<WorkflowSource> all = new ArrayList<>();
        Map<String, WorkflowSource> named = new LinkedHashMap<>();
        for (Read read : files) {
            read.problems().list().forEach(problems::add);
            WorkflowSource source = read.source();
            all.add(source);
            source.name().ifPresent(name -> {
                WorkflowSource first = named.putIfAbsent(name.text(), source);
                if (first != null) {
                    problems.error(
                            name.place(),
                            "the workflow `" + name.text() + "` is declared in " + first.file() + " too; rename one");
                }
            });
        }
        new DependencyCheck(all, problems).run();
        new ChainCheck(all, problems).run();
        TargetCheck targets = new TargetCheck(problems);
        all.forEach(
                source -> source.tasks().values().forEach(task -> task.tried().ifPresent(targets::add)));
        targets.betweenTasks();
        return new Declarations(all, List.copyOf(named.values()));
    }

    /** Whether it is a folder without any workflow in it or below it. */
    public static boolean isEmpty(Path folder) {
        return Files.isDirectory(folder)
                && FolderFiles.in(folder, new Problems()).workflows().isEmpty();
    }
}

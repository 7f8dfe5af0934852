package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workflows of a folder and where in its files everything stands. Immutable. */
public final class Declarations {
    private final List<WorkflowSource> all;
    private final List<WorkflowSource> sources;

    /**
     * What was found.
     *
     * @param sources of all of them, those whose names are unique
     */
    Declarations(List<WorkflowSource> all, List<WorkflowSource> sources) {
        this.all = List.copyOf(all);
        this.sources = List.copyOf(sources);
    }

    /** Everything that was found, also twice under one name. */
    List<WorkflowSource> all() {
        return all;
    }

    /** The workflows without a mistake, in the order of their paths. */
    public List<Workflow> workflows() {
        return sources.stream().flatMap(source -> source.workflow().stream()).toList();
    }

    /** The texts of {@link #workflows}, in the same order. */
    public List<WorkflowText> kept() {
        return sources.stream().flatMap(source -> source.kept().stream()).toList();
    }

    /** Where a key of a task stands: at the task, or at its workflow when the task takes it from there. */
    public Place placeOf(TaskId task, String key) {
        return sources.stream()
                .flatMap(source -> Stream.ofNullable(source.tasks().get(task))
                        .map(found -> Optional.ofNullable(found.keys().get(key))
                                .or(() -> Optional.ofNullable(source.keys().get(key)))
                                .orElse(found.place())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(task + " is not declared"));
    }
}

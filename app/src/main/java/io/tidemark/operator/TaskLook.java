package io.tidemark.operator;

import io.tidemark.store.PausedTask;
import io.tidemark.store.TaskDecisions;
import io.tidemark.store.TaskView;
import io.tidemark.workflow.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a person may see of tasks. */
record TaskLook(CycleCare care) {
    private static final Comparator<TaskId> BY_NAME =
            Comparator.comparing(TaskId::workflow).thenComparing(TaskId::task);

    List<TaskView> tasks() {
        TaskDecisions decisions = care.taskDecisions();
        Map<TaskId, Integer> versions = new TreeMap<>(BY_NAME);
        decisions.paused().forEach(paused -> versions.put(paused.task(), 0));
        care.tasks()
                .inForce()
                .forEach(declared ->
                        versions.put(declared.id(), declared.version().number()));
        return care.records()
                .transactions()
                .inTransaction(() -> versions.entrySet().stream()
                        .map(entry -> view(decisions, entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static TaskView view(TaskDecisions decisions, TaskId task, int version) {
        Optional<PausedTask> paused = decisions.paused(task);
        return new TaskView(task, version, paused, decisions.events(task));
    }
}

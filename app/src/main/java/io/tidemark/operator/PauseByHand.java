package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.store.PausedTask;
import io.tidemark.store.TaskDecisions;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pauses tasks, or lets paused ones go on. All of them in one transaction, or none. */
record PauseByHand(CycleCare care, Decision.PauseTasks asked, String by) {
    /** @throws io.tidemark.attempt.FailureException USER {@code TASK_UNKNOWN} */
    PlannedDecision planned() {
        TaskDecisions decisions = care.taskDecisions();
        List<String> lines = new ArrayList<>();
        List<TaskId> changed = new ArrayList<>();
        for (TaskId task : asked.tasks().stream().distinct().toList()) {
            Optional<PausedTask> paused = decisions.paused(task);
            if (paused.isEmpty()) {
                requireKnown(task);
            }
            if (paused.isPresent() == asked.pause()) {
                lines.add("Task " + task + " "
                        + paused.map(PausedTask::sentence).orElse("is not paused") + ". It stays so.");
            } else {
                changed.add(task);
                lines.add(
                        asked.pause()
                                ? "Task " + task + " pauses: its instances wait from now on, in every version of its"
                                        + " workflow; one that is queued or running goes on."
                                : "Task " + task + " "
                                        + paused.map(PausedTask::sentence).orElse("") + ". Its instances go on.");
            }
        }
        if (changed.isEmpty()) {
            return PlannedDecision.nothingToDo(lines);
        }
        if (!asked.reason().isBlank()) {
            lines.add("Reason: " + asked.reason());
        }
        return PlannedDecision.of(
                changed,
                lines,
                String.join(", ", changed.stream().map(TaskId::toString).toList())
                        + (asked.pause() ? ": paused until `tidemark tasks resume`." : ": resumed."),
                () -> carryOut(changed));
    }

    private void requireKnown(TaskId task) {
        if (care.tasks().inForce().noneMatch(declared -> declared.id().equals(task))) {
            throw unknown(task).asException();
        }
    }

    /** That no workflow that is in force has such a task. */
    static Failure unknown(TaskId task) {
        return Failure.user(
                "TASK_UNKNOWN",
                "No workflow that is in force has a task `" + task + "`.",
                "`tidemark tasks list` shows those that there are.");
    }

    private void carryOut(List<TaskId> tasks) {
        care.records().transactions().run(() -> {
            care.records().instances().lockSlots();
            for (TaskId task : tasks) {
                boolean done = asked.pause()
                        ? care.taskDecisions().pause(task, care.note(by, asked.reason()))
                        : care.taskDecisions().resume(task, care.note(by, asked.reason()));
                if (!done) {
                    throw PlannedDecision.changed();
                }
            }
        });
    }
}

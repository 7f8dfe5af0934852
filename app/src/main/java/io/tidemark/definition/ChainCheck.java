package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import io.tidemark.workflow.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds tasks that share a history of windows, so that each would take the other's windows for its own. */
final class ChainCheck {
    private final List<WorkflowSource> sources;
    private final Problems problems;

    ChainCheck(List<WorkflowSource> sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    void run() {
        Map<String, TaskId> owners = new HashMap<>();
        sources.forEach(source -> source.tasks()
                .forEach((task, found) -> found.chain().ifPresent(chain -> {
                    TaskId owner = owners.putIfAbsent(chain, task);
                    if (owner != null && !owner.equals(task)) {
                        problems.error(
                                found.placeOf("chain"),
                                "the chain `" + chain + "` is that of the task " + owner
                                        + " too; a chain holds the windows of one task, so name another");
                    }
                })));
    }
}

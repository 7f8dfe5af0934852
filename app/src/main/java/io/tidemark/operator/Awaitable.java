package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.InstanceEdges;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Which of the cycles that the calendar names can be waited for: those that are there, and those that will be.
 *
 * @param known how far each task is planned
 */
record Awaitable(Map<TaskId, CycleCursor> known, InstanceEdges edges, Instant now) {
    /**
     * Leaves out cycles from before their task was first planned, and those that were removed for their age; as part of the open
     * transaction, until whose end none of the others is removed.
     */
    List<InstanceId> among(List<InstanceId> upstreams) {
        return upstreams.stream().filter(this::isOrWillBeThere).toList();
    }

    private boolean isOrWillBeThere(InstanceId upstream) {
        CycleCursor cursor = known.get(upstream.task());
        if (cursor == null || upstream.cycle().isAfter(cursor.plannedUntil())) {
            return true;
        }
        return upstream.cycle().isAfter(cursor.began())
                && (upstream.cycle().isAfter(now.minus(Retention.SHORTEST)) || edges.hold(upstream));
    }
}

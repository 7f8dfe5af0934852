package io.tidemark.definition;

import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * What a task would ask for, cycle after cycle.
 *
 * @param onGap what the task does when windows leave something out
 * @param rerun when its instances may run again
 * @param rows in consecutive cycles
 * @param points in those, and in cycles with others between them
 */
record TriedTask(TaskId task, GapPolicy onGap, RerunPolicy rerun, List<List<Point>> rows, List<Point> points) {
    TriedTask {
        rows = List.copyOf(rows);
        points = List.copyOf(points);
    }

    /**
     * What one cycle asks for.
     *
     * @param table which one is written, the same text for the same table
     * @param partition as text; empty for the whole table
     * @param content everything else, which may be that of another cycle
     */
    record Point(SampleCycle cycle, Window window, String table, String partition, ScriptContent content) {
        /** The cycle for people. */
        String display() {
            return cycle.text();
        }
    }

    /** Any one; absent if already the first cycle was refused. */
    Optional<Point> any() {
        return points.stream().findFirst();
    }
}

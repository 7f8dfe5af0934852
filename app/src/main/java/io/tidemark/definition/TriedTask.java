package io.tidemark.definition;

import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a task would ask for, cycle after cycle.
 *
 * @param onGap what the task does when windows leave something out
 * @param rerun when its instances may run again
 * @param rows in consecutive cycles
 * @param apart in cycles with others between them
 */
record TriedTask(TaskId task, GapPolicy onGap, RerunPolicy rerun, List<List<Point>> rows, List<Point> apart) {
    TriedTask {
        rows = List.copyOf(rows);
        apart = List.copyOf(apart);
    }

    /**
     * What one cycle asks for.
     *
     * @param partition as text; empty for the whole table
     * @param content everything else, which may be that of another cycle
     */
    record Point(SampleCycle cycle, Window window, String partition, ScriptContent content) {
        /** The cycle for people. */
        String display() {
            return cycle.text();
        }
    }

    Stream<Point> points() {
        return Stream.concat(rows.stream().flatMap(List::stream), apart.stream());
    }

    /** Any one; absent if already the first cycle was refused. */
    Optional<Point> any() {
        return points().findFirst();
    }
}

package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at what the tasks of a folder write: whether one erases what another wrote, or its own earlier cycles. */
final class TargetCheck {
    private final Map<String, List<TriedTask>> byTable = new LinkedHashMap<>();
    private final Problems problems;

    private record Writer(TaskId task, Point point) {}

    TargetCheck(Problems problems) {
        this.problems = problems;
    }

    /** Takes one more task. */
    void add(TriedTask tried) {
        tried.points().stream()
                .map(Point::table)
                .distinct()
                .forEach(table ->
                        byTable.computeIfAbsent(table, key -> new ArrayList<>()).add(tried));
    }

    /** Names for each task the first thing that it erases of another. */
    void betweenTasks() {
        byTable.values().stream().filter(tasks -> tasks.size() > 1).forEach(tasks -> {
            Map<String, Writer> writers = new HashMap<>();
            tasks.forEach(tried -> check(tried, writers, false));
        });
    }

    /** Names the first thing that a task erases of its own earlier cycles. */
    static void withinTask(TriedTask tried, Problems problems) {
        new TargetCheck(problems).check(tried, new HashMap<>(), true);
    }

    private void check(TriedTask tried, Map<String, Writer> writers, boolean own) {
        for (Point point : tried.points()) {
            Writer mine = new Writer(tried.task(), point);
            Writer earlier = writers.putIfAbsent(point.table() + " " + point.partition(), mine);
            if (earlier != null
                    && earlier.task().equals(tried.task()) == own
                    && (truncates(point) || truncates(earlier.point()))) {
                report(earlier, mine);
                return;
            }
        }
    }

    /** Says what a rerun of a task does that appends. */
    static void appending(TriedTask tried, Problems problems) {
        if (tried.rerun() == RerunPolicy.ALWAYS) {
            tried.any()
                    .filter(point -> !truncates(point))
                    .ifPresent(point -> problems.warning(
                            point.content().writer().truncatePlace(),
                            "`truncate` is false and the task " + tried.task()
                                    + " has `rerun: always`: a rerun of a window that was"
                                    + " committed writes nothing, since its rows are there; to write them anew set `truncate` to true,"
                                    + " or write `rerun: on-failure`"));
        }
    }

    private static boolean truncates(Point point) {
        return point.content().writer().truncate();
    }

    private void report(Writer earlier, Writer later) {
        boolean same = earlier.task().equals(later.task());
        Writer eraser = truncates(later.point()) ? later : earlier;
        String what = later.point().partition().isEmpty()
                ? "the whole table"
                : "partition " + later.point().partition();
        problems.error(
                eraser.point().content().writer().truncatePlace(),
                same
                        ? "`truncate` is true, and the cycles "
                                + earlier.point().display() + " and "
                                + later.point().display() + " both write " + what
                                + ", so the later would erase what the earlier wrote; " + advice(earlier, later)
                        : "`truncate` of the task " + eraser.task() + " is true, and the tasks " + earlier.task()
                                + " and "
                                + later.task() + " both write " + what + " of `"
                                + later.point().content().writer().table() + "`, in the cycles "
                                + earlier.point().display() + " and "
                                + later.point().display()
                                + ", so one would erase what the other wrote; give each task a table or a partition of its"
                                + " own");
    }

    private static String advice(Writer earlier, Writer later) {
        boolean clockChange = earlier.point()
                .cycle()
                .time()
                .toLocalDateTime()
                .equals(later.point().cycle().time().toLocalDateTime());
        return clockChange
                ? "use a time zone whose clock does not change, or set `truncate` to false"
                : "let the partition differ in every cycle, for example ds=${ds},hm=${hm}";
    }
}

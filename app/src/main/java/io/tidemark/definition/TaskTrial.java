package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries a script out with the values that its parameters have in sample cycles. Used once. */
final class TaskTrial {
    private final TaskId task;
    private final SyncScript script;
    private final Map<String, SampledExpression> expressions;
    private final boolean oneContent;
    private @Nullable ScriptContent first;
    private String table = "";

    TaskTrial(TaskId task, SyncScript script, Map<String, SampledExpression> expressions) {
        this.task = task;
        this.script = script;
        this.expressions = expressions;
        this.oneContent = script.parametersElsewhere().stream().allMatch(name -> {
            SampledExpression expression = expressions.get(name);
            return expression != null && expression.isConstant();
        });
    }

    /** What the cycles ask for; ends at the first one with a mistake, which is then a problem that names the cycle. */
    TriedTask run(SampleCycles cycles, GapPolicy onGap, RerunPolicy rerun, Problems problems) {
        // A cycle may be in two rows, and is tried once.
        Map<SampleCycle, Point> points = new LinkedHashMap<>();
        boolean good = true;
        for (List<SampleCycle> row : cycles.rows()) {
            good = good && run(row, points, problems);
        }
        if (good) {
            run(cycles.apart(), points, problems);
        }
        List<List<Point>> rows = cycles.rows().stream()
                .map(row -> row.stream()
                        .flatMap(cycle -> Stream.ofNullable(points.get(cycle)))
                        .toList())
                .toList();
        return new TriedTask(task, onGap, rerun, rows, List.copyOf(points.values()));
    }

    private boolean run(List<SampleCycle> cycles, Map<SampleCycle, Point> points, Problems problems) {
        Problems found = new Problems();
        for (SampleCycle cycle : cycles) {
            if (points.containsKey(cycle)) {
                continue;
            }
            Optional<Point> point = point(cycle, found);
            found.list()
                    .forEach(problem -> problems.add(new Problem(
                            problem.place(),
                            problem.severity(),
                            "in the cycle " + cycle.text() + " of " + task + ": " + problem.sentence())));
            if (point.isEmpty()) {
                return false;
            }
            points.put(cycle, point.get());
        }
        return true;
    }

    private Optional<Point> point(SampleCycle cycle, Problems found) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        try {
            expressions.forEach((name, expression) -> values.put(name, expression.value(cycle, task)));
        } catch (IllegalArgumentException e) {
            found.error(script.place(), Mistake.sentence(e));
            return Optional.empty();
        }
        return content(values, found).flatMap(content -> {
            Optional<Window> window =
                    content.reader().window().window(values, cycle.time().getZone(), found);
            Optional<Partition> partition = content.writer().partition().partition(values, found);
            return window.flatMap(w -> partition.map(p -> new Point(cycle, w, table, p.toString(), content)));
        });
    }

    /** Read once where it is the same in every cycle. */
    private Optional<ScriptContent> content(Map<String, ParameterValue> values, Problems found) {
        if (first == null || !oneContent) {
            first = script.filled(values, found).orElse(null);
            table = first == null ? "" : first.writer().distinctTable();
        }
        return Optional.ofNullable(first);
    }
}

package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries a script out with the values that its parameters have in sample cycles. Used once. */
final class TaskTrial {
    private final TaskId task;
    private final SyncScript script;
    private final Map<String, ParameterExpression> expressions;
    private final boolean oneContent;
    private @Nullable ScriptContent first;

    TaskTrial(TaskId task, SyncScript script, Map<String, ParameterExpression> expressions) {
        this.task = task;
        this.script = script;
        this.expressions = expressions;
        this.oneContent = script.parametersElsewhere().stream().allMatch(name -> {
            ParameterExpression expression = expressions.get(name);
            return expression != null && expression.isConstant();
        });
    }

    /** What the cycles ask for; ends at the first one with a mistake, which is then a problem that names the cycle. */
    TriedTask run(SampleCycles.Sample cycles, GapPolicy onGap, RerunPolicy rerun, Problems problems) {
        List<List<Point>> rows = new ArrayList<>();
        List<Point> apart = new ArrayList<>();
        boolean good = true;
        for (List<SampleCycle> row : cycles.rows()) {
            List<Point> points = new ArrayList<>();
            good = good && run(row, points, problems);
            rows.add(points);
        }
        if (good) {
            run(cycles.apart(), apart, problems);
        }
        return new TriedTask(task, onGap, rerun, rows, apart);
    }

    private boolean run(List<SampleCycle> cycles, List<Point> points, Problems problems) {
        Problems found = new Problems();
        for (SampleCycle cycle : cycles) {
            Optional<Point> point = point(cycle, found);
            found.list()
                    .forEach(problem -> problems.add(new Problem(
                            problem.place(),
                            problem.severity(),
                            "in cycle " + cycle.text() + ": " + problem.sentence())));
            if (point.isEmpty()) {
                return false;
            }
            points.add(point.get());
        }
        return true;
    }

    private Optional<Point> point(SampleCycle cycle, Problems found) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        Occasion occasion = Occasion.of(cycle.cycle(), task, task + "@" + cycle.text());
        try {
            expressions.forEach((name, expression) -> values.put(name, expression.evaluate(occasion)));
        } catch (IllegalArgumentException e) {
            found.error(script.place(), Mistake.sentence(e));
            return Optional.empty();
        }
        return content(values, found).flatMap(content -> {
            Optional<Window> window =
                    content.reader().window().window(values, cycle.time().getZone(), found);
            Optional<Partition> partition = content.writer().partition().partition(values, found);
            return window.flatMap(w -> partition.map(p -> new Point(cycle, w, p.toString(), content)));
        });
    }

    /** Read once where it is the same in every cycle. */
    private Optional<ScriptContent> content(Map<String, ParameterValue> values, Problems found) {
        if (first == null || !oneContent) {
            first = script.filled(values, found).orElse(null);
        }
        return Optional.ofNullable(first);
    }
}

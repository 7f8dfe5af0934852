package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.schedule.Cycle;
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
    private final VaryingKeys varying;
    private final boolean onlyTheseVary;
    private @Nullable ScriptContent first;

    TaskTrial(TaskId task, SyncScript script, Map<String, ParameterExpression> expressions) {
        this.task = task;
        this.script = script;
        this.expressions = expressions;
        this.varying = script.varying();
        this.onlyTheseVary = varying.elsewhere().stream().allMatch(name -> {
            ParameterExpression expression = expressions.get(name);
            return expression != null && expression.isConstant();
        });
    }

    /** What the cycles ask for; ends at the first one with a mistake, which is then a problem that names the cycle. */
    TriedTask run(SampleCycles.Sample cycles, GapPolicy onGap, RerunPolicy rerun, Problems problems) {
        List<List<Point>> rows = new ArrayList<>();
        List<Point> apart = new ArrayList<>();
        boolean good = true;
        for (List<Cycle> row : cycles.rows()) {
            List<Point> points = new ArrayList<>();
            good = good && run(row, points, problems);
            rows.add(points);
        }
        if (good) {
            run(cycles.apart(), apart, problems);
        }
        return new TriedTask(task, onGap, rerun, rows, apart);
    }

    private boolean run(List<Cycle> cycles, List<Point> points, Problems problems) {
        for (Cycle cycle : cycles) {
            Problems found = new Problems();
            Optional<Point> point = point(cycle, found);
            found.list()
                    .forEach(problem -> problems.add(new Problem(
                            problem.place(),
                            problem.severity(),
                            "in cycle " + cycle.time().toOffsetDateTime() + ": " + problem.sentence())));
            if (point.isEmpty() || found.hasErrors()) {
                return false;
            }
            points.add(point.get());
        }
        return true;
    }

    private Optional<Point> point(Cycle cycle, Problems found) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        Occasion occasion = Occasion.of(cycle, task, task + "@" + cycle.time().toOffsetDateTime());
        try {
            expressions.forEach((name, expression) -> values.put(name, expression.evaluate(occasion)));
        } catch (IllegalArgumentException e) {
            found.error(script.place(), Mistake.sentence(e));
            return Optional.empty();
        }
        ScriptContent known = first;
        if (known == null || !onlyTheseVary) {
            Optional<ScriptContent> content = script.filled(values, found);
            first = content.orElse(null);
            return content.flatMap(c -> c.reader()
                    .window()
                    .window(cycle.time().getZone(), found)
                    .map(window ->
                            new Point(cycle, window, c.writer().partition().toString(), c)));
        }
        Optional<Window> window = Section.of(
                        Placeholders.filled(varying.window(), values, found), "the reader's parameter", found)
                .flatMap(keys -> new WindowKeys(keys, found).read())
                .flatMap(text -> text.window(cycle.time().getZone(), found));
        Optional<Partition> partition = Section.of(
                        Placeholders.filled(varying.target(), values, found), "the writer's parameter", found)
                .flatMap(keys -> WriterStep.partition(keys, found));
        return window.flatMap(w -> partition.map(p -> new Point(cycle, w, p.toString(), known)));
    }
}

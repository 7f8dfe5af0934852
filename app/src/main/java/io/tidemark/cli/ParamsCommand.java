package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Failure;
import io.tidemark.control.PlanJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark params}: what a scheduling parameter is in a cycle. */
@Command(
        name = "params",
        description = "Prints the value of a scheduling parameter in a cycle.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Put the expression in single quotes, or the shell takes the $ for its own:",
            "  tidemark params '$[yyyymmddhh24miss-10/24/60]' --cyctime 2026-11-22T10:05:00",
            "  tidemark params 'ds=$[yyyymmdd-1] hm=$[hh24mi]' --cyctime 2026-11-22T10:05:00"
        })
public final class ParamsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "EXPR",
            description = "an expression, or name=expression pairs with a space between two of them")
    private @Nullable String text;

    @Mixin
    private CycleTimeOptions cycleTime = new CycleTimeOptions();

    @Option(
            names = "--task",
            paramLabel = "WORKFLOW/TASK",
            description = "whose cycle it is, for $jobid, $nodeid and $taskid")
    private @Nullable String task;

    @Option(names = "--json", description = "print one JSON object, names to values")
    private boolean json;

    public ParamsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Occasion occasion = occasion();
        String given = Objects.requireNonNull(text, "picocli requires it");
        try {
            if (isList(given)) {
                print(Assignment.parseList(given), occasion);
            } else {
                print(ParameterExpression.parse(given).evaluate(occasion));
            }
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_EXPRESSION",
                            "The parameter is not understood: " + e.getMessage() + ".",
                            "`tidemark params -h` has examples.")
                    .asException(e);
        }
        return ExitCode.DONE.value();
    }

    private Occasion occasion() {
        Cycle cycle = cycleTime
                .cyctime()
                .map(Cycle::new)
                .orElseThrow(() -> Failure.user(
                                "CYCTIME_MISSING",
                                "A parameter has its value in a cycle, and none was named.",
                                "Give its scheduled time with --cyctime 2026-11-22T10:05:00.")
                        .asException());
        if (task == null) {
            return Occasion.of(cycle);
        }
        try {
            TaskId id = TaskId.parse(task);
            return Occasion.of(cycle, id, InstanceId.of(id, cycle).toString());
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_TASK_NAME", "--task: " + e.getMessage() + ".", "Name a task.")
                    .asException(e);
        }
    }

    /** An expression holds no {@code =}, so whatever has one in its first word is meant as a list. */
    private static boolean isList(String given) {
        int space = given.indexOf(' ');
        return (space < 0 ? given : given.substring(0, space)).indexOf('=') > 0;
    }

    private void print(ParameterValue value) {
        terminal.out().println(json ? Json.text(PlanJson.value(value)) : value.text());
    }

    private void print(List<Assignment> assignments, Occasion occasion) {
        ObjectNode all = Json.object();
        for (Assignment assignment : assignments) {
            ParameterValue value = assignment.expression().evaluate(occasion);
            if (json) {
                all.set(assignment.name(), PlanJson.value(value));
            } else {
                terminal.out().println(assignment.name() + "=" + value.text());
            }
        }
        if (json) {
            terminal.out().println(Json.text(all));
        }
    }
}

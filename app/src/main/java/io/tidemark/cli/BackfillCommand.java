package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import io.tidemark.workflow.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backfill}: past cycles are filled in. */
@Command(
        name = "backfill",
        description = {
            "Runs past cycles of a workflow or task: shows the instances and the partitions that they overwrite, asks, and"
                    + " makes them.",
            "They run in their order, beside those of the schedule; `tidemark backfills show N` says how far they are."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "D is a business date, such as 2026-11-20: it means the cycles of the day after, on each workflow's own clock.",
            "With a time, such as 2026-11-21T10:05, it is a scheduled time itself. Cycles that have not come yet are left",
            "to the schedule."
        })
public final class BackfillCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private BackfillDates dates = new BackfillDates();

    @Parameters(paramLabel = "WORKFLOW[/TASK]", description = "all tasks of a workflow, or one")
    private String target = "";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "most attempts that are queued or running at once, 1 to 10 (default: 1)")
    private int parallel = 1;

    @Option(names = "--downstream", description = "with all tasks that come after, in whatever workflow")
    private boolean downstream;

    @Option(
            names = "--descending",
            description = "the latest cycle first; only where every window has been committed before")
    private boolean descending;

    @Option(
            names = "--exclude",
            paramLabel = "TASK",
            description = "leave out the work of a task; what comes after it goes on (may be repeated)")
    private List<String> excluded = List.of();

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description = "value or expression of a parameter, in place of what the workflow declares")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "what for; kept with the backfill")
    private String reason = "";

    @Option(names = "--json", description = "print the backfill as one JSON object; needs --yes or --dry-run")
    private boolean json;

    public BackfillCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        BackfillRequest asked = asked();
        Decision decision = new Decision.StartBackfill(asked, reason.strip());
        return json
                ? new BackfillJsonAnswer(access, global, consent).start(decision)
                : access.decide(global, "backfill", decision, SourceHint.NONE, consent);
    }

    private BackfillRequest asked() {
        if (parallel < 1 || parallel > BackfillRequest.MOST_PARALLEL) {
            throw bad("--parallel is 1 to " + BackfillRequest.MOST_PARALLEL + ", not " + parallel + ".");
        }
        try {
            int slash = target.indexOf('/');
            String workflow = slash < 0 ? target : target.substring(0, slash);
            Set<TaskId> without = new LinkedHashSet<>();
            excluded.forEach(one -> without.add(one.indexOf('/') < 0 ? new TaskId(workflow, one) : TaskId.parse(one)));
            return new BackfillRequest(
                    workflow,
                    slash < 0 ? Optional.empty() : Optional.of(target.substring(slash + 1)),
                    dates.spans(),
                    downstream,
                    without,
                    descending,
                    parallel,
                    parameters);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage() + ".");
        }
    }

    private static RuntimeException bad(String what) {
        return Failure.user("BAD_OPTION", what, "See `tidemark backfill -h`.").asException();
    }
}

package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark tasks run-once}. */
@Command(
        name = "run-once",
        description =
                "Makes an instance of a task beside its schedule; the operator runs it as soon as there is a slot.",
        mixinStandardHelpOptions = true)
final class TasksRunOnceCommand implements Callable<Integer> {
    private final DeskAccess access;
    private final InstantSource clock;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "TASK", description = "workflow/task")
    private String task = "";

    @Option(
            names = "--cyctime",
            paramLabel = "T",
            description =
                    "scheduled time that the parameters refer to, such as 2026-11-22T10:05:00+08:00 (default: now)")
    private @Nullable String cyctime;

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description = "value or expression of a parameter instead of the declared one")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--resource-group",
            paramLabel = "NAME",
            description = "take a slot of this group of the operator (default: that of the task)")
    private @Nullable String resourceGroup;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with the request")
    private String reason = "";

    TasksRunOnceCommand(DeskAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Instant cycle = cyctime == null ? clock.instant() : InstantText.read("--cyctime", cyctime);
        Decision decision = new Decision.RunOnce(
                TaskText.read(task),
                cycle.truncatedTo(ChronoUnit.SECONDS),
                parameters,
                Optional.ofNullable(resourceGroup),
                reason.strip());
        return access.decide(global, "tasks run-once", decision, SourceHint.NONE, consent);
    }
}

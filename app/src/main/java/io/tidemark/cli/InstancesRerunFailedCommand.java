package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances rerun-failed}. */
@Command(
        name = "rerun-failed",
        description =
                "Lets all instances of a workflow run once more that have failed or were stopped; what waits for them"
                        + " goes on by itself.",
        mixinStandardHelpOptions = true)
final class InstancesRerunFailedCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private RerunOptions options = new RerunOptions();

    @Parameters(paramLabel = "WORKFLOW", description = "its name")
    private String workflow = "";

    @Option(names = "--from", paramLabel = "T", description = "cycles at or after, such as 2026-11-22T10:05:00+08:00")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "cycles before")
    private @Nullable String to;

    InstancesRerunFailedCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        Decision decision = new Decision.RerunFailed(
                workflow,
                Optional.ofNullable(from).map(time -> InstantText.read("--from", time)),
                Optional.ofNullable(to).map(time -> InstantText.read("--to", time)),
                options.terms());
        return access.decide(global, "instances rerun-failed", decision, SourceHint.NONE, consent);
    }
}

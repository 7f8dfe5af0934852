package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances set-successful}. */
@Command(
        name = "set-successful",
        description = "Lets a cycle that is FAILED count as succeeded, so that what waits for it goes on.",
        mixinStandardHelpOptions = true)
final class InstancesSetSuccessfulCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "ID", description = "such as earthquakes/changes@2026-11-22T10:05+08:00")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; kept with the cycle")
    private String reason = "";

    InstancesSetSuccessfulCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw Failure.user("BAD_OPTION", "--reason is empty.", "Say why the cycle counts as succeeded.")
                    .asException();
        }
        Decision decision = new Decision.SetSuccessful(instance(), reason.strip());
        return access.decide(global, "instances set-successful", decision, SourceHint.NONE, consent);
    }

    private InstanceId instance() {
        try {
            return InstanceId.parse(id);
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_INSTANCE_ID",
                            e.getMessage() + ".",
                            "The console's start page shows the cycles that there are.")
                    .asException(e);
        }
    }
}

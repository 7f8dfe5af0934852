package io.tidemark.cli;

import io.tidemark.attempt.Failure;
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
        aliases = "set-success",
        description = "Lets a cycle that is FAILED or CANCELLED count as succeeded, so that what waits for it goes on.",
        mixinStandardHelpOptions = true)
final class InstancesSetSuccessfulCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "ID", description = InstanceText.EXAMPLE)
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
        Decision decision = new Decision.SetSuccessful(InstanceText.read(id), reason.strip());
        return access.decide(global, "instances set-successful", decision, SourceHint.NONE, consent);
    }
}

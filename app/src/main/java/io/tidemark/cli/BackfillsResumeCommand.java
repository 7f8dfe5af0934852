package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backfills resume}. */
@Command(name = "resume", description = "Lets a backfill go on that was stopped.", mixinStandardHelpOptions = true)
final class BackfillsResumeCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "N", description = "its number, as `tidemark backfills list` shows it")
    private long number;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with the backfill")
    private String reason = "";

    BackfillsResumeCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "backfills resume",
                new Decision.ResumeBackfill(number, reason.strip()),
                SourceHint.NONE,
                consent);
    }
}

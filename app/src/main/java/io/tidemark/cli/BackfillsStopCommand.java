package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backfills stop}. */
@Command(name = "stop", description = "Lets no further instance of a backfill begin.", mixinStandardHelpOptions = true)
final class BackfillsStopCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "N", description = "its number, as `tidemark backfills list` shows it")
    private long number;

    @Option(names = "--now", description = "stop those that run, too; a commit that was begun is brought to its end")
    private boolean now;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with the backfill")
    private String reason = "";

    BackfillsStopCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "backfills stop",
                new Decision.StopBackfill(number, now, reason.strip()),
                SourceHint.NONE,
                consent);
    }
}

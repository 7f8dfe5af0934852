package io.tidemark.cli;

import io.tidemark.operator.ChainRewind;
import io.tidemark.sync.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints rewind}. */
@Command(
        name = "rewind",
        description = "Sets a chain back to the end of one of its windows, so that it reads again what comes later.",
        mixinStandardHelpOptions = true)
final class CheckpointsRewindCommand implements Callable<Integer> {
    private final LedgerAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "CHAIN", description = "workflow/task, or the name or path of a bare script")
    private String chain = "";

    @Option(
            names = "--to",
            paramLabel = "T",
            required = true,
            description = "the end of a window of the chain, or its beginning, such as 2026-11-22T10:05:00+08:00")
    private String to = "";

    CheckpointsRewindCommand(LedgerAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        ChainId id = ChainText.read(chain);
        Instant instant = InstantText.read("--to", to);
        try (ChainDesk desk = access.open(global, "checkpoints rewind");
                ChainDesk.StatusTable table = desk.statusTable(List.of(id), source.given(access.home()))) {
            ChainRewind rewind = new ChainRewind(desk.care(), table.witnesses(), id, instant);
            ChainRewind.Plan plan = rewind.plan();
            if (plan.isEmpty()) {
                rewind.sentences(plan).forEach(access.terminal().out()::println);
                return ExitCode.DONE.value();
            }
            return consent.to(
                    access.terminal(),
                    rewind.sentences(plan),
                    () -> rewind.carryOut(plan),
                    "Chain " + id + " stands at " + instant + " now.");
        }
    }
}

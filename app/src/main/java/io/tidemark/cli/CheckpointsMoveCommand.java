package io.tidemark.cli;

import io.tidemark.operator.ChainMove;
import io.tidemark.sync.ChainId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints move}: a task was renamed. */
@Command(
        name = "move",
        description = "Gives a chain another name, after its workflow, task or script was renamed.",
        mixinStandardHelpOptions = true)
final class CheckpointsMoveCommand implements Callable<Integer> {
    private final LedgerAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(index = "0", paramLabel = "OLD", description = "its name so far")
    private String from = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "its name from now on")
    private String to = "";

    CheckpointsMoveCommand(LedgerAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        ChainId old = ChainText.read(from);
        ChainId next = ChainText.read(to);
        try (ChainDesk desk = access.open(global, "checkpoints move");
                ChainDesk.StatusTable table = desk.statusTable(List.of(old, next), source.given(access.home()))) {
            ChainMove move = new ChainMove(desk.care(), table.witnesses(), old, next);
            ChainMove.Plan plan = move.plan();
            return consent.to(
                    access.terminal(),
                    move.sentences(plan),
                    () -> move.carryOut(plan),
                    "Chain " + old + " is named " + next + " now.");
        }
    }
}

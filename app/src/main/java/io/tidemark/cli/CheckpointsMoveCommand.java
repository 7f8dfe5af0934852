package io.tidemark.cli;

import io.tidemark.operator.Decision;
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
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(index = "0", paramLabel = "OLD", description = "its name so far")
    private String from = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "its name from now on")
    private String to = "";

    CheckpointsMoveCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "checkpoints move",
                new Decision.MoveChain(ChainText.read(from), ChainText.read(to)),
                source.hint(),
                consent);
    }
}

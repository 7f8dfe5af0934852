package io.tidemark.cli;

import io.tidemark.operator.Decision;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints accept-loss}. */
@Command(
        name = "accept-loss",
        description =
                "Lets a chain go on with what is left when records have expired unread; the loss is shown as a gap.",
        mixinStandardHelpOptions = true)
final class CheckpointsAcceptLossCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "CHAIN", description = "workflow/task, or the name or path of a bare script")
    private String chain = "";

    @Option(
            names = "--to",
            paramLabel = "T",
            description =
                    "where the gap ends and the next window begins (default: the time of the oldest record that is left)")
    private @Nullable String to;

    CheckpointsAcceptLossCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "checkpoints accept-loss",
                new Decision.AcceptLoss(
                        ChainText.read(chain), Optional.ofNullable(to).map(text -> InstantText.read("--to", text))),
                source.hint(),
                consent);
    }
}

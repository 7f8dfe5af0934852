package io.tidemark.cli;

import io.tidemark.operator.Decision;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints recover}. */
@Command(
        name = "recover",
        description = "Lets a stopped chain go on, as its witnesses in the source tell, or from where you say.",
        mixinStandardHelpOptions = true)
final class CheckpointsRecoverCommand implements Callable<Integer> {
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
            names = "--head",
            paramLabel = "T",
            description = "where the chain goes on when no witness tells: the end of a window keeps what is earlier,"
                    + " any other time begins the chain anew there")
    private @Nullable String head;

    CheckpointsRecoverCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "checkpoints recover",
                new Decision.RecoverChain(
                        ChainText.read(chain), Optional.ofNullable(head).map(text -> InstantText.read("--head", text))),
                source.hint(),
                consent);
    }
}

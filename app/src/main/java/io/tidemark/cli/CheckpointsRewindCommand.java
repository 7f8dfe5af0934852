package io.tidemark.cli;

import io.tidemark.operator.Decision;
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
            required = true,
            description = "the end of a window of the chain, or its beginning, such as 2026-11-22T10:05:00+08:00")
    private String to = "";

    CheckpointsRewindCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "checkpoints rewind",
                new Decision.RewindChain(ChainText.read(chain), InstantText.read("--to", to)),
                source.hint(),
                consent);
    }
}

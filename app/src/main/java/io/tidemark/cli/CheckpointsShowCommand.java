package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.store.ChainDetails;
import io.tidemark.sync.ChainId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark checkpoints show}. */
@Command(
        name = "show",
        description = "Shows everything about one chain: head, shards, gaps, and what people did to it.",
        mixinStandardHelpOptions = true)
final class CheckpointsShowCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "CHAIN", description = "workflow/task, or the name or path of a bare script")
    private String chain = "";

    @Option(names = "--json", description = "print it as one JSON object")
    private boolean json;

    CheckpointsShowCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        ChainId id = ChainText.read(chain);
        ChainDetails details = access.with(global, "checkpoints show", desk -> desk.chain(id));
        if (json) {
            access.terminal().out().println(LedgerJson.text(LedgerJson.chain(details)));
        } else {
            ChainLines.of(details).forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

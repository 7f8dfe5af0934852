package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.operator.Desk;
import io.tidemark.store.ChainView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark checkpoints list}. */
@Command(name = "list", description = "Lists chains and how far they have come.", mixinStandardHelpOptions = true)
final class CheckpointsListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    CheckpointsListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<ChainView> chains = access.with(global, "checkpoints list", Desk::chains);
        if (json) {
            access.terminal().out().println(LedgerJson.text(LedgerJson.chains(chains)));
        } else if (chains.isEmpty()) {
            access.terminal().err().println("There is no chain yet.");
        } else {
            TextTable table = new TextTable("HEAD", "STATE", "CHAIN");
            chains.forEach(chain -> table.row(
                    chain.head().map(Instant::toString).orElse("-"),
                    chain.toBeRecovered().isPresent() ? "to be recovered" : "-",
                    chain.id()));
            table.lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

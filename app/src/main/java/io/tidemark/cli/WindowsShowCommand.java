package io.tidemark.cli;

import io.tidemark.store.WindowDetails;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark windows show}. */
@Command(name = "show", description = "Shows everything about one window.", mixinStandardHelpOptions = true)
final class WindowsShowCommand implements Callable<Integer> {
    private final LedgerAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", description = "of the window, as `tidemark windows list` shows it")
    private long id;

    @Option(names = "--json", description = "print it as one JSON object, checkpoints included")
    private boolean json;

    WindowsShowCommand(LedgerAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        try (ChainDesk desk = access.open(global, "windows show")) {
            WindowDetails window = desk.ledger().window(id).orElseThrow(() -> WindowText.unknown(id));
            if (json) {
                access.terminal().out().println(LedgerJson.text(LedgerJson.window(window)));
            } else {
                WindowText.lines(window).forEach(access.terminal().out()::println);
            }
            return ExitCode.DONE.value();
        }
    }
}

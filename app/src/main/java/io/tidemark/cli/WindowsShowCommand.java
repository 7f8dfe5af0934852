package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.operator.WindowLines;
import io.tidemark.store.WindowDetails;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark windows show}. */
@Command(name = "show", description = "Shows everything about one window.", mixinStandardHelpOptions = true)
final class WindowsShowCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "ID", description = "of the window, as `tidemark windows list` shows it")
    private long id;

    @Option(names = "--json", description = "print it as one JSON object, checkpoints included")
    private boolean json;

    WindowsShowCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        WindowDetails window = access.with(global, "windows show", desk -> desk.window(id));
        if (json) {
            access.terminal().out().println(LedgerJson.text(LedgerJson.window(window)));
        } else {
            WindowLines.of(window).forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.LedgerJson;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.WindowState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark windows list}. */
@Command(name = "list", description = "Lists windows, newest first.", mixinStandardHelpOptions = true)
final class WindowsListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Option(names = "--chain", paramLabel = "CHAIN", description = "only windows of this chain")
    private @Nullable String chain;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "only windows in this state: OPEN, COMMITTING, COMMITTED, GAP or UNDECIDED")
    private @Nullable String state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "most windows (default: 50)")
    private int limit = 50;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    WindowsListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        WindowFilter filter = filter();
        List<WindowView> windows = access.with(global, "windows list", desk -> desk.windows(filter));
        if (json) {
            access.terminal().out().println(LedgerJson.text(LedgerJson.windows(windows)));
        } else if (windows.isEmpty()) {
            access.terminal().err().println("There is no such window.");
        } else {
            table(windows).lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }

    private WindowFilter filter() {
        if (limit < 1) {
            throw Failure.user("BAD_OPTION", "--limit is 1 or more.", "Give another number.")
                    .asException();
        }
        return new WindowFilter(
                Optional.ofNullable(chain).map(ChainText::read),
                Optional.ofNullable(state).map(WindowsListCommand::state),
                limit);
    }

    private static WindowState state(String text) {
        return Arrays.stream(WindowState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Failure.user(
                                "BAD_OPTION",
                                "--state " + text + " is not a state of windows.",
                                "Write OPEN, COMMITTING, COMMITTED, GAP or UNDECIDED.")
                        .asException());
    }

    private static TextTable table(List<WindowView> windows) {
        TextTable table = new TextTable("ID", "START", "END", "STATE", "ROUND", "READ", "WRITTEN", "CHAIN");
        windows.forEach(view -> table.row(
                String.valueOf(view.id()),
                view.window().start().toString(),
                view.window().end().toString(),
                view.state().name(),
                String.valueOf(view.round()),
                String.valueOf(view.counts().read()),
                String.valueOf(view.counts().written()),
                view.chain().value()));
        return table;
    }
}

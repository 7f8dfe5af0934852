package io.tidemark.cli;

import io.tidemark.operator.WindowAnswer;
import io.tidemark.store.WindowDetails;
import io.tidemark.sync.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark windows resolve}: a person says whether a commit went in. */
@Command(
        name = "resolve",
        description = "Says whether the commit of an UNDECIDED window went in; shows the evidence and asks first.",
        mixinStandardHelpOptions = true)
final class WindowsResolveCommand implements Callable<Integer> {
    private final LedgerAccess access;

    @Mixin
    private GlobalOptions global = new GlobalOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "ID", description = "of the window, as `tidemark windows list` shows it")
    private long id;

    @ArgGroup(multiplicity = "1")
    private Answer answer = new Answer();

    @Option(
            names = "--force",
            description = "say --not-committed before the upload session's life is over: rows may be doubled then")
    private boolean force;

    /** One of the two. */
    private static final class Answer {
        @Option(names = "--committed", description = "its rows are in the target")
        private boolean committed;

        @Option(names = "--not-committed", description = "its rows are not in the target and never will be")
        private boolean notCommitted;

        private Resolution resolution() {
            return notCommitted ? Resolution.NOT_COMMITTED : Resolution.COMMITTED;
        }
    }

    WindowsResolveCommand(LedgerAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        try (ChainDesk desk = access.open(global, "windows resolve")) {
            WindowDetails window = desk.ledger().window(id).orElseThrow(() -> WindowText.unknown(id));
            WindowAnswer given = new WindowAnswer(desk.care(), window, answer.resolution(), force);
            List<String> lines = new ArrayList<>(WindowText.lines(window));
            lines.addAll(given.sentences());
            try (ChainDesk.StatusTable table =
                    desk.statusTable(List.of(window.window().chain()), source.given(access.home()))) {
                return consent.to(
                        access.terminal(),
                        lines,
                        () -> given.give(table.witnesses()),
                        answer.committed
                                ? "Window " + id + " is COMMITTED; the next window of its chain can follow."
                                : "Window " + id + " is OPEN; run it again to write its records.");
            }
        }
    }
}

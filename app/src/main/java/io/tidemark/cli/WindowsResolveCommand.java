package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.sync.Resolution;
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
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

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
            if (committed == notCommitted) {
                throw new IllegalStateException("picocli lets exactly one of the two through");
            }
            return committed ? Resolution.COMMITTED : Resolution.NOT_COMMITTED;
        }
    }

    WindowsResolveCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return access.decide(
                global,
                "windows resolve",
                new Decision.ResolveWindow(id, answer.resolution(), force),
                source.hint(),
                consent);
    }
}

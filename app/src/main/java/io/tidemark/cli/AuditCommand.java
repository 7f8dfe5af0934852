package io.tidemark.cli;

import io.tidemark.access.AuditEvent;
import io.tidemark.attempt.Failure;
import io.tidemark.control.AuditJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.store.AuditLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark audit}: who did what, from where. */
@Command(
        name = "audit",
        description = "Shows who changed what, from where, and what came of it; the newest first.",
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Option(names = "--who", paramLabel = "NAME", description = "only what this person did")
    private @Nullable String who;

    @Option(names = "--action", paramLabel = "WORD", description = "only this, such as rerun or log-in")
    private @Nullable String action;

    @Option(names = "--before", paramLabel = "ID", description = "only what was begun before that event")
    private @Nullable Long before;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "most events, up to 1000 (default: 50)")
    private int limit = 50;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    public AuditCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw Failure.user("BAD_OPTION", "--limit is 1 to " + MOST + ".", "Give another number.")
                    .asException();
        }
        AuditLog.Filter filter = new AuditLog.Filter(
                Optional.ofNullable(who), Optional.ofNullable(action), Optional.ofNullable(before), limit);
        List<AuditEvent> events = access.with(options, "audit", desk -> desk.audit(filter));
        if (json) {
            access.terminal().out().println(LedgerJson.text(AuditJson.of(events)));
        } else if (events.isEmpty()) {
            access.terminal().err().println("There is no such event.");
        } else {
            TextTable table = new TextTable("ID", "AT", "WHO", "FROM", "ACTION", "SUBJECT", "OUTCOME", "DETAIL");
            events.forEach(event -> table.row(
                    String.valueOf(event.id()),
                    event.at().toString(),
                    event.who(),
                    event.address().isEmpty() ? "here" : event.address(),
                    event.action(),
                    event.subject(),
                    event.outcome().name(),
                    event.detail()));
            table.lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

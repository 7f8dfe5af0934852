package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.BackfillJson;
import io.tidemark.store.BackfillView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark backfills list}. */
@Command(name = "list", description = "Lists backfills, newest first.", mixinStandardHelpOptions = true)
final class BackfillsListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "most backfills (default: 50)")
    private int limit = 50;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    BackfillsListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw Failure.user("BAD_OPTION", "--limit is 1 or more.", "Give another number.")
                    .asException();
        }
        List<BackfillView> backfills =
                access.with(global, "backfills list", desk -> desk.backfills(Optional.empty(), limit));
        if (json) {
            access.terminal().out().println(Json.text(BackfillJson.list(backfills)));
        } else if (backfills.isEmpty()) {
            access.terminal().err().println("There is no backfill yet.");
        } else {
            table(backfills).lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }

    private static TextTable table(List<BackfillView> backfills) {
        TextTable table = new TextTable("N", "TARGET", "STATE", "INSTANCES", "SUCCEEDED", "OPEN", "BY", "STARTED");
        backfills.forEach(view -> table.row(
                String.valueOf(view.number()),
                view.asked().target(),
                view.state().name(),
                String.valueOf(view.instances()),
                String.valueOf(view.succeeded()),
                String.valueOf(view.open()),
                view.started().by(),
                view.started().at().toString()));
        return table;
    }
}

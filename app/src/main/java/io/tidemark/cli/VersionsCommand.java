package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.VersionJson;
import io.tidemark.store.VersionView;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark versions}. */
@Command(
        name = "versions",
        description = "Lists the versions of workflows: when each was submitted, by whom and what for.",
        mixinStandardHelpOptions = true)
public final class VersionsCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(arity = "0..1", paramLabel = "WORKFLOW", description = "(default: all)")
    private @Nullable String workflow;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    public VersionsCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<VersionView> versions =
                access.with(global, "versions", desk -> desk.versions(Optional.ofNullable(workflow)));
        if (workflow != null && versions.isEmpty()) {
            throw Failure.user(
                            "WORKFLOW_UNKNOWN",
                            "No workflow " + workflow + " was ever submitted.",
                            "`tidemark versions` lists all that were.")
                    .asException();
        }
        if (json) {
            access.terminal().out().println(LedgerJson.text(VersionJson.versions(versions)));
        } else if (versions.isEmpty()) {
            access.terminal().err().println("No workflow was submitted yet; `tidemark submit` does that.");
        } else {
            print(versions);
        }
        return ExitCode.DONE.value();
    }

    /** The newest of each workflow comes first. */
    private void print(List<VersionView> versions) {
        TextTable table = new TextTable("VERSION", "SUBMITTED", "BY", "STATE", "REMARK");
        Set<String> seen = new HashSet<>();
        for (VersionView version : versions) {
            boolean newest = seen.add(version.id().workflow());
            String state = version.digest().isEmpty() ? "out of force" : newest ? "in force" : "-";
            table.row(
                    version.id().toString(),
                    version.submitted().at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    version.submitted().by(),
                    state,
                    version.submitted().remark());
        }
        table.lines().forEach(access.terminal().out()::println);
    }
}

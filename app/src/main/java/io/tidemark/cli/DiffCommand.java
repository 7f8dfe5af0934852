package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.VersionJson;
import io.tidemark.operator.Desk;
import io.tidemark.workflow.Difference;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowReader;
import io.tidemark.workflow.WorkflowText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark diff}. */
@Command(
        name = "diff",
        description = "Says value by value what two versions of a workflow do not have in common.",
        mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
    private final WorkflowReader reader;
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(index = "0", paramLabel = "A", description = "such as earthquakes@2")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "such as earthquakes@3")
    private String after = "";

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    public DiffCommand(WorkflowReader reader, DeskAccess access) {
        this.reader = reader;
        this.access = access;
    }

    @Override
    public Integer call() {
        VersionId first = VersionOption.parse(before);
        VersionId second = VersionOption.parse(after);
        WorkflowText old = access.with(global, "diff", desk -> text(desk, first));
        WorkflowText now = access.with(global, "diff", desk -> text(desk, second));
        List<Difference> differences = reader.differences(old, now);
        if (json) {
            access.terminal().out().println(LedgerJson.text(VersionJson.differences(differences)));
        } else if (differences.isEmpty()) {
            access.terminal()
                    .err()
                    .println(first + " and " + second
                            + (old.equals(now) ? " are the same." : " differ in comments or layout only."));
        } else {
            differences.forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }

    private static WorkflowText text(Desk desk, VersionId id) {
        return desk.version(id)
                .text()
                .orElseThrow(() -> Failure.user(
                                "VERSION_WITHOUT_CONTENT",
                                id + " took its workflow out of force, so there is nothing in it to compare.",
                                "Name another version; `tidemark versions " + id.workflow() + "` lists them.")
                        .asException());
    }
}

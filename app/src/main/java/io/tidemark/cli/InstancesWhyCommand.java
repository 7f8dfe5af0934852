package io.tidemark.cli;

import io.tidemark.control.InstanceJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.instance.InstanceId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances why}. */
@Command(
        name = "why",
        description =
                "Says what an instance waits for, down to the first causes, and what to do; or why it ended as it did.",
        mixinStandardHelpOptions = true)
final class InstancesWhyCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "ID", description = InstanceText.EXAMPLE)
    private String id = "";

    @Option(names = "--json", description = "print the sentences as one JSON array")
    private boolean json;

    InstancesWhyCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        InstanceId instance = InstanceText.read(id);
        List<String> sentences = access.with(global, "instances why", desk -> desk.why(instance));
        if (json) {
            access.terminal().out().println(LedgerJson.text(InstanceJson.sentences(sentences)));
        } else {
            sentences.forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

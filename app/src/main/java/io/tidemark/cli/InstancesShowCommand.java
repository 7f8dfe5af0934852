package io.tidemark.cli;

import io.tidemark.control.InstanceJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.InstanceDetails;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances show}. */
@Command(
        name = "show",
        description = "Shows everything about one instance: its values, what it waits for, its attempts and its life.",
        mixinStandardHelpOptions = true)
final class InstancesShowCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "ID", description = InstanceText.EXAMPLE)
    private String id = "";

    @Option(names = "--json", description = "print it as one JSON object")
    private boolean json;

    InstancesShowCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        InstanceId instance = InstanceText.read(id);
        InstanceDetails details = access.with(global, "instances show", desk -> desk.instance(instance));
        if (json) {
            access.terminal().out().println(LedgerJson.text(InstanceJson.details(details)));
        } else {
            new InstanceLines(details).lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}

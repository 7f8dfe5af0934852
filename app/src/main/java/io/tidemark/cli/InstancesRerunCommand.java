package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Decision;
import io.tidemark.operator.RerunScope;
import io.tidemark.operator.SourceHint;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances rerun}. */
@Command(
        name = "rerun",
        description = "Lets instances run once more, with the values that they had.",
        mixinStandardHelpOptions = true)
final class InstancesRerunCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private RerunOptions options = new RerunOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = InstanceText.EXAMPLE)
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--downstream",
            description = "also what runs after them, and so on, later cycles included; each after what it waits for")
    private boolean downstream;

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "TASK",
            description = "of what runs after them only instances of these tasks: names, or workflow/task")
    private List<String> tasks = new ArrayList<>();

    InstancesRerunCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<InstanceId> instances = ids.stream().map(InstanceText::read).toList();
        String workflow = instances.get(0).task().workflow();
        RerunScope scope = new RerunScope(
                downstream || !tasks.isEmpty(),
                tasks.stream().map(text -> task(workflow, text)).toList());
        Decision decision = new Decision.Rerun(instances, scope, options.terms());
        return access.decide(global, "instances rerun", decision, SourceHint.NONE, consent);
    }

    private static TaskId task(String workflow, String text) {
        try {
            return text.contains("/") ? TaskId.parse(text) : new TaskId(workflow, text);
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_OPTION", "--tasks: " + e.getMessage() + ".", "Write a name, or workflow/task.")
                    .asException(e);
        }
    }
}

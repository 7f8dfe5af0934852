package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceHint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark tasks pause} and {@code resume}. */
@Command
abstract class PauseCommand implements Callable<Integer> {
    private final DeskAccess access;
    private final boolean pause;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(arity = "1..*", paramLabel = "TASK", description = "workflow/task")
    private List<String> tasks = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with each task")
    private String reason = "";

    PauseCommand(DeskAccess access, boolean pause) {
        this.access = access;
        this.pause = pause;
    }

    @Override
    public Integer call() {
        Decision decision =
                new Decision.PauseTasks(tasks.stream().map(TaskText::read).toList(), pause, reason.strip());
        return access.decide(global, pause ? "tasks pause" : "tasks resume", decision, SourceHint.NONE, consent);
    }

    /** {@code tidemark tasks pause}. */
    @Command(
            name = "pause",
            description =
                    "Lets the instances of tasks wait until the tasks are resumed, in every version of their workflows.",
            mixinStandardHelpOptions = true)
    static final class Pause extends PauseCommand {
        Pause(DeskAccess access) {
            super(access, true);
        }
    }

    /** {@code tidemark tasks resume}. */
    @Command(
            name = "resume",
            description = "Lets the instances of paused tasks go on.",
            mixinStandardHelpOptions = true)
    static final class Resume extends PauseCommand {
        Resume(DeskAccess access) {
            super(access, false);
        }
    }
}

package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.operator.Forecast;
import io.tidemark.operator.Foreseen;
import io.tidemark.operator.Submission;
import io.tidemark.operator.WorkflowChange;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problem.Severity;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark plan}: what would happen. */
@Command(
        name = "plan",
        description = {
            "Shows the instances of a span of time before they are there: when each is due, its parameter values, and what it"
                    + " waits for; and what submitting the folder would change.",
            "Asks no service and needs no key of an account."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "T is on each workflow's own clock: 2026-11-22, 2026-11-22T10:05:00 or 20261122100500; or with an offset,",
            "2026-11-22T10:05:00+08:00. Exit code 2 if there is a mistake in the folder."
        })
public final class PlanCommand implements Callable<Integer> {
    private static final Duration SPAN = Duration.ofHours(24);

    private final Folders folders;
    private final DeskAccess access;
    private final InstantSource clock;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "folder of workflows (default: workflows/ beside the launcher)")
    private @Nullable Path path;

    @Option(names = "--from", paramLabel = "T", description = "first scheduled time (default: now)")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "scheduled times before this one (default: 24 hours after --from)")
    private @Nullable String to;

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "default: the nearest datasources.yaml at or above each script")
    private @Nullable Path dataSources;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** Reads folders of workflows. */
    public interface Folders {
        /**
         * Reads and checks a folder.
         *
         * @param dataSources absent: the nearest {@code datasources.yaml} at or above each script
         */
        Folder read(Path path, Optional<Path> dataSources);

        /**
         * A folder that was read.
         *
         * @param problems everything that is wrong or doubtful, by file and in the order of each file
         * @param workflows those without a mistake
         * @param forecast of these workflows
         * @param secrets the parameters of a task whose values nobody may see; asked only if nothing is wrong
         */
        record Folder(
                List<Problem> problems,
                List<WorkflowText> workflows,
                Forecast forecast,
                Function<TaskId, Set<String>> secrets) {}
    }

    public PlanCommand(Folders folders, DeskAccess access, InstantSource clock) {
        this.folders = folders;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Function<ZoneId, Forecast.Span> span = span();
        Terminal terminal = access.terminal();
        Path folder = path == null ? access.home().resolve("workflows") : path;
        Folders.Folder read = folders.read(folder, Optional.ofNullable(dataSources));
        read.problems().forEach(terminal.err()::println);
        if (read.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            terminal.err().println("Nothing is planned before the errors are corrected.");
            return ExitCode.BAD_INPUT.value();
        }
        List<Foreseen> instances = read.forecast().instances(span);
        Submission submission =
                new Submission(read.workflows(), folder.toAbsolutePath().normalize(), Submission.Missing.REMOVE);
        List<WorkflowChange> differences = access.with(global, "plan", desk -> desk.changes(submission));
        PlanPrint print = new PlanPrint(instances, differences, read.secrets());
        if (json) {
            print.json(terminal.out());
        } else {
            print.text(terminal.out());
        }
        print.problems(terminal.err());
        int tasks = read.forecast().tasks();
        terminal.err()
                .println(instances.size() + (instances.size() == 1 ? " instance" : " instances") + " of " + tasks
                        + (tasks == 1 ? " task." : " tasks."));
        return ExitCode.DONE.value();
    }

    private Function<ZoneId, Forecast.Span> span() {
        Instant now = clock.instant();
        Moment first = from == null ? Moment.at(now) : Moment.read("--from", from);
        Moment end = to == null ? zone -> first.in(zone).plus(SPAN) : Moment.read("--to", to);
        return zone -> {
            Forecast.Span span = new Forecast.Span(first.in(zone), end.in(zone));
            if (!span.from().isBefore(span.to())) {
                throw Failure.user(
                                "BAD_SPAN",
                                "The span from " + span.from().atZone(zone).toOffsetDateTime() + " to "
                                        + span.to().atZone(zone).toOffsetDateTime() + " holds no time.",
                                "Let --to come after --from, which is now when it is left out.")
                        .asException();
            }
            return span;
        };
    }
}

package io.tidemark.cli;

import io.tidemark.operator.Decision;
import io.tidemark.operator.SourceDesk;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.SourceView;
import io.tidemark.operator.Submission;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problem.Severity;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark submit}. */
@Command(
        name = "submit",
        description = {
            "Puts the workflows of a folder in force: a new version of each that has changed.",
            "A running operator takes them within a second. Cycles that have not come yet are planned anew; what has begun goes"
                    + " on as it was."
        },
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
    private final Folders folders;
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "folder of workflows (default: workflows/ beside the launcher)")
    private @Nullable Path path;

    @Option(
            names = {"-m", "--remark"},
            paramLabel = "TEXT",
            required = true,
            description = "what for; kept with the versions")
    private String remark = "";

    @Option(
            names = "--datasources",
            paramLabel = "FILE",
            description = "to check the scripts with (default: the nearest datasources.yaml at or above each script)")
    private @Nullable Path dataSources;

    /** Reads folders of workflows. */
    public interface Folders {
        /**
         * Reads and checks a folder; one without workflows is no mistake, since they may have been there once.
         *
         * @param dataSources absent: the nearest {@code datasources.yaml} at or above each script
         * @param elsewhere names of data sources that need not be in a file, to their types
         */
        Folder read(Path path, Optional<Path> dataSources, Map<String, String> elsewhere);

        /**
         * A folder that was read.
         *
         * @param problems everything that is wrong or doubtful, by file and in the order of each file
         * @param workflows those without a mistake
         */
        record Folder(List<Problem> problems, List<WorkflowText> workflows) {}
    }

    public SubmitCommand(Folders folders, DeskAccess access) {
        this.folders = folders;
        this.access = access;
    }

    @Override
    public Integer call() {
        Path folder = path == null ? access.home().resolve("workflows") : path;
        Folders.Folder read = folders.read(folder, Optional.ofNullable(dataSources), Map.of());
        if (hasErrors(read)) {
            // What the file lacks, the operator may have.
            read = folders.read(folder, Optional.ofNullable(dataSources), ofTheOperator());
        }
        read.problems().forEach(access.terminal().err()::println);
        if (hasErrors(read)) {
            access.terminal().err().println("Nothing was submitted.");
            return ExitCode.BAD_INPUT.value();
        }
        Submission submission =
                new Submission(read.workflows(), folder.toAbsolutePath().normalize(), Submission.Missing.REMOVE);
        return access.decide(
                global, "submit", new Decision.Submit(submission, remark.strip()), SourceHint.NONE, consent);
    }

    private static boolean hasErrors(Folders.Folder read) {
        return read.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    private Map<String, String> ofTheOperator() {
        return access.sources(global, "submit", SourceDesk::sources).stream()
                .collect(Collectors.toMap(SourceView::name, SourceView::type));
    }
}

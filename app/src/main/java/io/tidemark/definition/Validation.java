package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks everything in a folder that people wrote, without asking any service. Used once. */
public final class Validation {
    private final CheckedSources sources;
    private final Map<String, String> elsewhere;
    private final Problems problems = new Problems();

    private Validation(
            Optional<Path> dataSources, Function<String, @Nullable String> environment, Map<String, String> elsewhere) {
        this.sources = new CheckedSources(dataSources, environment);
        this.elsewhere = elsewhere;
    }

    /**
     * Everything that is wrong or doubtful, by file and in the order of each file.
     *
     * @param path a folder, or one file: a workflow.yaml, a datasources.yaml, or else a sync script
     * @param dataSources the file to look data sources up in; absent: the nearest datasources.yaml at or above each script
     * @param environment looks up an environment variable; null when it is not set
     */
    public static List<Problem> of(
            Path path, Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        Validation validation = new Validation(dataSources, environment, Map.of());
        if (Files.isRegularFile(path)) {
            validation.file(path);
        } else {
            FolderFiles files = FolderFiles.in(path, validation.problems);
            Declarations declared = validation.folder(files);
            new UnnamedScripts(declared.all(), validation.problems)
                    .among(files.json())
                    .forEach(validation::names);
        }
        return validation.problems.sorted();
    }

    /**
     * A folder as it can be submitted.
     *
     * @param problems as {@link #of}, but for scripts that no task names
     * @param workflows those without a mistake
     * @param declared the same, read
     */
    public record Folder(List<Problem> problems, List<WorkflowText> workflows, List<Workflow> declared) {}

    /** Reads a folder and checks everything in it. */
    public static Folder folder(Path path, Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        return folder(path, dataSources, environment, Map.of());
    }

    /**
     * Reads a folder and checks everything in it.
     *
     * @param elsewhere names of data sources that need not be in a file, to their types
     */
    public static Folder folder(
            Path path,
            Optional<Path> dataSources,
            Function<String, @Nullable String> environment,
            Map<String, String> elsewhere) {
        Validation validation = new Validation(dataSources, environment, elsewhere);
        Declarations declared = validation.folder(FolderFiles.in(path, validation.problems));
        return new Folder(validation.problems.sorted(), declared.kept(), declared.workflows());
    }

    private void file(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.endsWith(DataSources.FILE)) {
            addAll(sources.at(file));
        } else if (absolute.endsWith(WorkflowFiles.FILE)) {
            folder(new FolderFiles(List.of(file), List.of(), List.of()));
        } else {
            SyncScript.read(file, problems);
            names(file);
        }
    }

    private Declarations folder(FolderFiles files) {
        Declarations declared = WorkflowFiles.declared(files, problems);
        files.dataSources().forEach(file -> addAll(sources.at(file)));
        declared.all().stream()
                .flatMap(source -> source.tasks().values().stream())
                .forEach(this::task);
        return declared;
    }

    private void task(TaskSource task) {
        task.script()
                .ifPresent(script -> task.tried()
                        .flatMap(TriedTask::any)
                        .ifPresentOrElse(point -> names(script, point), () -> names(script)));
        task.tried().ifPresent(tried -> {
            TargetCheck.appending(tried, problems);
            tried.any().ifPresent(point -> retention(tried, task, point));
        });
    }

    private void retention(TriedTask tried, TaskSource task, Point point) {
        Optional<Duration> known =
                point.content().reader().source() instanceof SourceName.Named<DataSource.Tablestore> named
                        ? task.script().flatMap(script -> sources.of(script).retention(named.name()))
                        : Optional.empty();
        new WindowCheck(tried, task.placeOf("parameters"), problems)
                .retention(
                        known.orElse(DataSourceFile.LONGEST_RETENTION),
                        known.isPresent() ? "its stream (`retention` of the data source)" : "a stream at most");
    }

    /** Looks up the data sources that a script names with its values. */
    private void names(Path script, Point point) {
        ScriptContent content = point.content();
        if (content.reader().source() instanceof SourceName.Named<DataSource.Tablestore> named) {
            tablestore(script, named.name(), named.place());
        }
        if (content.writer().target() instanceof SourceName.Named<DataSource.MaxCompute> named) {
            maxCompute(script, named.name(), named.place());
        }
    }

    private void tablestore(Path script, String name, Place place) {
        if (!isElsewhere(script, name, "tablestore")) {
            sources.of(script).tablestore(name, place, problems);
        }
    }

    private void maxCompute(Path script, String name, Place place) {
        if (!isElsewhere(script, name, "maxcompute")) {
            sources.of(script).maxCompute(name, place, problems);
        }
    }

    private boolean isElsewhere(Path script, String name, String type) {
        return type.equals(elsewhere.get(name)) && !sources.of(script).has(name);
    }

    private void names(Path script) {
        FileTexts.INSTANCE.text(script, "JSON", new Problems()).ifPresent(text -> names(new ScriptText(script, text)));
    }

    /** Looks up the data sources that a script names, as far as it can be read. */
    private void names(ScriptText script) {
        SyncScript.draft(script, new Problems())
                .map(SyncScript::document)
                .ifPresent(document -> WrittenSourceNames.in(document).forEach(named -> {
                    if (named.reader()) {
                        tablestore(script.file(), named.name(), named.place());
                    } else {
                        maxCompute(script.file(), named.name(), named.place());
                    }
                }));
    }

    private void addAll(DataSources ofFile) {
        ofFile.problems().forEach(problems::add);
    }
}

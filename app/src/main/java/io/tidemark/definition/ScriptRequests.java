package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes requests from sync scripts; reads data sources and secrets anew each time. Thread-safe. */
public final class ScriptRequests implements SyncRequests {
    private final Optional<Path> dataSources;
    private final Function<String, @Nullable String> environment;
    private final KeptSources.Known kept;
    private final Consumer<String> guard;

    /**
     * Makes requests for whoever may use this machine's files and its network.
     *
     * @param dataSources the file to look data sources up in; absent: the nearest datasources.yaml at or above a script
     * @param environment looks up an environment variable; null when it is not set
     */
    public ScriptRequests(Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        this(dataSources, environment, KeptSources.NONE, endpoint -> {});
    }

    /**
     * Makes requests for others, too.
     *
     * @param dataSources as above
     * @param environment as above
     * @param kept more data sources
     * @param guard lets an endpoint through that the file does not name, or throws
     */
    public ScriptRequests(
            Optional<Path> dataSources,
            Function<String, @Nullable String> environment,
            KeptSources.Known kept,
            Consumer<String> guard) {
        this.dataSources = dataSources;
        this.environment = environment;
        this.kept = kept;
        this.guard = guard;
    }

    /** The request of one cycle. */
    @Override
    public SyncRequest request(Workflow workflow, SyncTask task, Map<String, ParameterValue> parameters) {
        ChainId chain = new ChainId(task.chainIn(workflow));
        Problems problems = new Problems();
        Optional<SyncScript> script = SyncScript.read(task.script(), problems);
        problems.throwIfErrors();
        DataSources ofTheFile = fileOf(task.script().file());
        SyncRequest request = script.orElseThrow()
                .resolve(chain, parameters, workflow.timezone(), ofTheFile.with(KeptSources.entries(kept)))
                .with(task.onGap(), Optional.empty());
        guard(request.source().dataSource(), ofTheFile);
        guard(request.target().dataSource(), ofTheFile);
        return request;
    }

    private void guard(DataSource source, DataSources ofTheFile) {
        if (!ofTheFile.has(source.name())) {
            guard.accept(source.endpoint());
            if (source instanceof DataSource.MaxCompute project) {
                project.tunnelEndpoint().ifPresent(guard);
            }
        }
    }

    /** A sentence for each name in the scripts of a workflow that stands for no data source now. */
    public List<String> missing(Workflow workflow) {
        List<String> missing = new ArrayList<>();
        for (SyncTask task : workflow.syncTasks()) {
            DataSources known = dataSourcesOf(task.script().file());
            used(task).forEach(name -> {
                if (!known.has(name)) {
                    missing.add(workflow.idOf(task) + " names the data source `" + name + "`, which " + known.file()
                            + " does not have; its cycles fail until it does.");
                }
            });
        }
        return missing;
    }

    /** The names of data sources in the script of a task. */
    public Set<String> used(SyncTask task) {
        return SyncScript.draft(task.script(), new Problems())
                .map(script -> WrittenSourceNames.in(script.document()))
                .orElse(List.of())
                .stream()
                .map(WrittenSourceNames.Name::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The data sources that a script uses, read now. */
    public DataSources dataSourcesOf(Path script) {
        return fileOf(script).with(KeptSources.entries(kept));
    }

    private DataSources fileOf(Path script) {
        Path absolute = script.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        return DataSources.of(dataSources, folder, environment);
    }
}

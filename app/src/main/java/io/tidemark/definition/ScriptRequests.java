package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes requests from sync scripts; reads data sources and secrets anew each time. Thread-safe. */
public final class ScriptRequests implements SyncRequests {
    private final Optional<Path> dataSources;
    private final Function<String, @Nullable String> environment;

    /**
     * Makes requests.
     *
     * @param dataSources the file to look data sources up in; absent: the nearest datasources.yaml at or above a script
     * @param environment looks up an environment variable; null when it is not set
     */
    public ScriptRequests(Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        this.dataSources = dataSources;
        this.environment = environment;
    }

    /** The request of one cycle. */
    @Override
    public SyncRequest request(Workflow workflow, SyncTask task, Map<String, ParameterValue> parameters) {
        ChainId chain = new ChainId(task.chainIn(workflow));
        Problems problems = new Problems();
        Optional<SyncScript> script = SyncScript.read(task.script(), problems);
        problems.throwIfErrors();
        return script.orElseThrow()
                .resolve(
                        chain,
                        parameters,
                        workflow.timezone(),
                        dataSourcesOf(task.script().file()))
                .with(task.onGap(), Optional.empty());
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
        Path absolute = script.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        return DataSources.of(dataSources, folder, environment);
    }
}

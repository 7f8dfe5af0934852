package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes requests from sync scripts; reads script, data sources and secrets anew each time. Thread-safe. */
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
        return request(chain, task.script(), parameters, workflow.timezone()).with(task.onGap(), Optional.empty());
    }

    /**
     * The request of a bare script.
     *
     * @param zone of bare local times
     * @throws InvalidDefinitionException if the script cannot be used with these values
     */
    public SyncRequest request(ChainId chain, Path script, Map<String, ParameterValue> parameters, ZoneId zone) {
        Problems problems = new Problems();
        Optional<SyncScript> read = SyncScript.read(script, problems);
        problems.throwIfErrors();
        return read.orElseThrow().resolve(chain, parameters, zone, dataSourcesOf(script));
    }

    /** The data sources that a script uses, read now. */
    public DataSources dataSourcesOf(Path script) {
        Path absolute = script.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        return DataSources.of(dataSources, folder, environment);
    }
}

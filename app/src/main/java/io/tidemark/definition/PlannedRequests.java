package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that are looked at and never carried out: each script and each file of data sources is read once, and no key of
 * an account has to be there. Not thread-safe.
 */
public final class PlannedRequests implements SyncRequests {
    private final CheckedSources sources;
    private final KeptSources.Known kept;
    private @Nullable Map<String, DataSources.Entry> keptOnce;
    private final Map<ScriptText, SyncScript> scripts = new HashMap<>();

    /**
     * Nothing is read yet.
     *
     * @param dataSources absent: the nearest datasources.yaml at or above each script
     * @param environment looks up an environment variable; null when it is not set
     */
    public PlannedRequests(Optional<Path> dataSources, Function<String, @Nullable String> environment) {
        this(dataSources, environment, KeptSources.NONE);
    }

    /**
     * Nothing is read yet.
     *
     * @param dataSources as above
     * @param environment as above
     * @param kept more data sources
     */
    public PlannedRequests(
            Optional<Path> dataSources, Function<String, @Nullable String> environment, KeptSources.Known kept) {
        this.sources = new CheckedSources(dataSources, environment);
        this.kept = kept;
    }

    @Override
    public SyncRequest request(Workflow workflow, SyncTask task, Map<String, ParameterValue> parameters) {
        return script(task)
                .resolve(
                        new ChainId(task.chainIn(workflow)),
                        parameters,
                        workflow.timezone(),
                        sources.of(task.script().file()).with(kept()))
                .with(task.onGap(), Optional.empty());
    }

    /**
     * The parameters whose values are keys of an account or parts of them.
     *
     * @throws InvalidDefinitionException if there is a mistake in the script
     */
    public Set<String> secretParameters(SyncTask task) {
        return script(task).secretParameters();
    }

    private Map<String, DataSources.Entry> kept() {
        Map<String, DataSources.Entry> read = keptOnce == null ? KeptSources.entries(kept) : keptOnce;
        keptOnce = read;
        return read;
    }

    private SyncScript script(SyncTask task) {
        return scripts.computeIfAbsent(task.script(), text -> {
            Problems problems = new Problems();
            Optional<SyncScript> script = SyncScript.read(text, problems);
            problems.throwIfErrors();
            return script.orElseThrow();
        });
    }
}

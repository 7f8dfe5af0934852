package io.tidemark.wiring;

import io.tidemark.attempt.Failure;
import io.tidemark.cli.Scripts;
import io.tidemark.definition.KeptSources;
import io.tidemark.definition.ParameterTexts;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.definition.WorkflowFiles;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.StatusTables;
import io.tidemark.operator.WindowRequests;
import io.tidemark.operator.Workflows;
import io.tidemark.probe.Endpoints;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.ScriptCall;
import io.tidemark.store.ScriptCalls;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.SourceConnector;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.WitnessTable;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out what a chain is made from, and opens where it is read from. */
record ChainSources(
        ScriptCalls calls,
        InstantSource clock,
        Workflows workflows,
        OperatorSettings settings,
        SourceConnector sources,
        ChainTurns turns,
        InstanceWindows instances,
        KeptSources.Known kept,
        Endpoints endpoints)
        implements StatusTables, WindowRequests {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Override
    public StatusTable open(List<ChainId> names, SourceHint hint) {
        SyncRequest.Source source = find(names, hint).source();
        StreamSource stream = sources.open(source.dataSource(), source.table(), source.maxRetries());
        return new OpenStatusTable(stream, stream.witnesses(source.statusTable()));
    }

    @Override
    public SyncRequest request(ChainId chain, LedgerWindow window, SourceHint hint) {
        Optional<SyncRequest> written =
                hint.script().isPresent() || hint.workflows().isPresent()
                        ? Optional.empty()
                        : turns.movedUpTo(chain, window.window().end()).flatMap(instances::request);
        return written.orElseGet(() -> find(List.of(chain), hint));
    }

    private record OpenStatusTable(StreamSource source, WitnessTable witnesses) implements StatusTable {
        @Override
        public void close() {
            source.close();
        }
    }

    private SyncRequest find(List<ChainId> names, SourceHint given) {
        if (given.script().isPresent()) {
            return read(
                    names.get(0),
                    new ScriptCall(given.script().get(), Map.of(), Optional.empty(), ZONE, given.dataSources()),
                    given);
        }
        Problems problems = new Problems();
        for (ChainId name : names) {
            Optional<SyncRequest> found =
                    declared(name, given, problems).or(() -> calls.find(name).map(call -> read(name, call, given)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        problems.throwIfErrors();
        throw Failure.user(
                        "SOURCE_UNKNOWN",
                        "Where chain "
                                + names.stream().map(ChainId::value).collect(Collectors.joining(" or "))
                                + " is read from is not known: no workflow "
                                + given.workflows()
                                        .map(folder -> "in " + folder)
                                        .orElse("that was submitted")
                                + " declares it, and no run of its script was remembered.",
                        "Pass its script with --script FILE, with -p NAME=VALUE for each parameter and --datasources FILE if"
                                + " need be; or the folder of its workflow with --workflows DIR.")
                .asException();
    }

    private static SyncRequest read(ChainId chain, ScriptCall call, SourceHint given) {
        Map<String, String> parameters = new LinkedHashMap<>(call.parameters());
        parameters.putAll(given.parameters());
        Scripts.Read read = BareScripts.INSTANCE.read(
                call.script(),
                chain,
                parameters,
                call.cyctime(),
                call.zone(),
                given.dataSources().or(call::dataSources));
        return read.request();
    }

    private Optional<SyncRequest> declared(ChainId chain, SourceHint given, Problems problems) {
        for (Workflow workflow : workflows(given, problems)) {
            for (SyncTask task : workflow.syncTasks()) {
                if (task.chainIn(workflow).equals(chain.value())) {
                    return Optional.of(request(workflow, task, dataSources(given)));
                }
            }
        }
        return Optional.empty();
    }

    /** Those that are in force, or those of the folder that was named. */
    private List<Workflow> workflows(SourceHint given, Problems problems) {
        return given.workflows()
                .map(folder -> WorkflowFiles.read(folder, problems))
                .orElseGet(() -> workflows.newest().stream()
                        .flatMap(newest -> newest.inForce().stream())
                        .toList());
    }

    private Optional<Path> dataSources(SourceHint given) {
        return given.dataSources()
                .or(() -> given.workflows().isPresent() ? Optional.empty() : Optional.of(settings.dataSources()));
    }

    /** The source does not depend on the cycle, so any one will do. */
    private SyncRequest request(Workflow workflow, SyncTask task, Optional<Path> dataSources) {
        Cycle cycle = new Cycle(clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(workflow.timezone()));
        TaskId id = workflow.idOf(task);
        Occasion occasion = Occasion.of(cycle, id, InstanceId.of(id, cycle).toString());
        return new ScriptRequests(dataSources, System::getenv, kept, endpoints::require)
                .request(workflow, task, ParameterTexts.evaluate(task.parameters(), occasion));
    }
}

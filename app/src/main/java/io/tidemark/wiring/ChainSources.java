package io.tidemark.wiring;

import io.tidemark.attempt.Failure;
import io.tidemark.cli.ChainDesk;
import io.tidemark.cli.Scripts;
import io.tidemark.definition.ParameterTexts;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.definition.WorkflowFiles;
import io.tidemark.instance.InstanceId;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.store.ScriptCall;
import io.tidemark.store.ScriptCalls;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out where a chain is read from. */
record ChainSources(ScriptCalls calls, InstantSource clock) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    SyncRequest.Source find(List<ChainId> names, ChainDesk.Given given) {
        if (given.script().isPresent()) {
            return read(
                    names.get(0),
                    new ScriptCall(given.script().get(), Map.of(), Optional.empty(), ZONE, given.dataSources()),
                    given);
        }
        Problems problems = new Problems();
        for (ChainId name : names) {
            Optional<SyncRequest.Source> found =
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
                                + " is read from is not known: no workflow in " + given.workflows()
                                + " declares it, and no run of its script was remembered.",
                        "Pass its script with --script FILE, with -p NAME=VALUE for each parameter and --datasources FILE if"
                                + " need be; or the folder of its workflow with --workflows DIR.")
                .asException();
    }

    private static SyncRequest.Source read(ChainId chain, ScriptCall call, ChainDesk.Given given) {
        Map<String, String> parameters = new LinkedHashMap<>(call.parameters());
        parameters.putAll(given.parameters());
        Scripts.Read read = BareScripts.INSTANCE.read(
                call.script(),
                chain,
                parameters,
                call.cyctime(),
                call.zone(),
                given.dataSources().or(call::dataSources));
        return read.request().source();
    }

    private Optional<SyncRequest.Source> declared(ChainId chain, ChainDesk.Given given, Problems problems) {
        Optional<TaskId> id = task(chain);
        if (id.isEmpty() || !Files.isDirectory(given.workflows())) {
            return Optional.empty();
        }
        for (Workflow workflow : WorkflowFiles.read(given.workflows(), problems)) {
            for (SyncTask task : workflow.tasks()) {
                if (new TaskId(workflow.name(), task.name()).equals(id.get())) {
                    return Optional.of(source(workflow, task, given.dataSources()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TaskId> task(ChainId chain) {
        try {
            return Optional.of(TaskId.parse(chain.value()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the name of a bare script
        }
    }

    /** The source does not depend on the cycle, so any one will do. */
    private SyncRequest.Source source(Workflow workflow, SyncTask task, Optional<Path> dataSources) {
        Cycle cycle = new Cycle(clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(workflow.timezone()));
        TaskId id = new TaskId(workflow.name(), task.name());
        Occasion occasion = Occasion.of(cycle, id, InstanceId.of(id, cycle).toString());
        return new ScriptRequests(dataSources, System::getenv)
                .request(workflow, task, ParameterTexts.evaluate(task.parameters(), occasion))
                .source();
    }
}

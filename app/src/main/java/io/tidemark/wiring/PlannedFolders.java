package io.tidemark.wiring;

import io.tidemark.cli.PlanCommand;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.definition.Validation;
import io.tidemark.operator.Forecast;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Folders of this machine, as they would be run. */
enum PlannedFolders implements PlanCommand.Folders {
    INSTANCE;

    @Override
    public Folder read(Path path, Optional<Path> dataSources) {
        Validation.Folder read = Validation.folder(path, dataSources, System::getenv);
        PlannedRequests requests = new PlannedRequests(dataSources, System::getenv);
        CycleCalendars calendars = new CycleCalendars(new CronSchedules());
        return new Folder(
                read.problems(),
                read.workflows(),
                new Forecast(read.declared(), calendars, requests),
                secrets(read, requests));
    }

    private static Function<TaskId, Set<String>> secrets(Validation.Folder read, PlannedRequests requests) {
        Map<TaskId, SyncTask> tasks = new HashMap<>();
        for (Workflow workflow : read.declared()) {
            workflow.syncTasks().forEach(task -> tasks.put(workflow.idOf(task), task));
        }
        Map<TaskId, Set<String>> known = new HashMap<>();
        return id -> known.computeIfAbsent(
                id,
                task -> Optional.ofNullable(tasks.get(task))
                        .map(requests::secretParameters)
                        .orElse(Set.of()));
    }
}

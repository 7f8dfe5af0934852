package io.tidemark.wiring;

import io.tidemark.definition.DataSources;
import io.tidemark.definition.KeptSources;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.operator.DataSourceReading;
import io.tidemark.operator.Workflows;
import io.tidemark.workflow.DataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Data sources as the operator's file and its workflows have them. */
record OperatorSources(Path file, Workflows workflows, ScriptRequests scripts) implements DataSourceReading {
    @Override
    public DataSource read(String name, Map<String, String> keys) {
        return KeptSources.read(name, keys);
    }

    @Override
    public List<DataSource> ofTheFile() {
        return Files.exists(file) ? DataSources.read(file, System::getenv).list() : List.of();
    }

    @Override
    public Set<String> users(String name) {
        Set<String> users = new TreeSet<>();
        workflows.newest().stream()
                .flatMap(newest -> newest.inForce().stream())
                .forEach(workflow -> workflow.syncTasks().stream()
                        .filter(task -> scripts.used(task).contains(name))
                        .forEach(task -> users.add(workflow.idOf(task).toString())));
        return users;
    }
}

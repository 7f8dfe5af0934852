package io.tidemark.bench;

import io.tidemark.operator.Workflows;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Workflows that were submitted once and never again. */
final class UnchangedWorkflows implements Workflows {
    private final List<Newest> newest;
    private final Map<String, Workflow> byName;

    UnchangedWorkflows(List<Workflow> workflows) {
        newest = workflows.stream()
                .map(workflow -> new Newest(new VersionId(workflow.name(), 1), Optional.of(workflow)))
                .toList();
        byName = workflows.stream().collect(Collectors.toMap(Workflow::name, Function.identity()));
    }

    @Override
    public List<Newest> newest() {
        return newest;
    }

    @Override
    public Optional<Workflow> version(VersionId id) {
        return Optional.ofNullable(byName.get(id.workflow()));
    }
}

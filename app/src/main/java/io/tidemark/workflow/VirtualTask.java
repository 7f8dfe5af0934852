package io.tidemark.workflow;

import java.util.List;

/** A step that joins its upstreams and does nothing itself. */
public record VirtualTask(String name, List<Dependency> dependsOn, TaskTerms terms) implements Task {
    public VirtualTask {
        TaskId.requireName(name);
        dependsOn = List.copyOf(dependsOn);
    }
}

package io.tidemark.workflow;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step that moves one window of a stream into a table.
 *
 * @param parameters name to expression of the scheduling-parameter language
 * @param chain the name of its history when that is not {@code workflow/task}, as after a rename
 * @param onGap what happens when a cycle's window begins behind the end of the last one
 */
public record SyncTask(
        String name,
        ScriptText script,
        Map<String, String> parameters,
        Optional<String> chain,
        GapPolicy onGap,
        List<Dependency> dependsOn,
        TaskTerms terms)
        implements Task {
    public SyncTask {
        TaskId.requireName(name);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        dependsOn = List.copyOf(dependsOn);
    }

    /** The name of the chain that its windows belong to. */
    public String chainIn(Workflow workflow) {
        return chain.orElseGet(() -> new TaskId(workflow.name(), name).toString());
    }

    /** Whether a cycle waits for the previous cycle of this task to succeed. */
    public boolean afterOwnPrevious() {
        return dependsOn.contains(new Dependency.OwnPreviousCycle());
    }

    public RetryPolicy retry() {
        return terms.conduct().retry();
    }

    /** After which an attempt is stopped and failed. */
    public Duration timeout() {
        return terms.conduct().timeout();
    }
}

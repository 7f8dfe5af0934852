package io.tidemark.workflow;

import java.util.List;

/** A step of a workflow. */
public sealed interface Task permits SyncTask, VirtualTask {
    /** Unique in its workflow. */
    String name();

    /** What has to succeed before; each once. */
    List<Dependency> dependsOn();

    TaskTerms terms();
}

package io.tidemark.workflow;

/** Where a workflow is edited, and nowhere else. */
public enum ManagedBy {
    /** In files, which are submitted. */
    FILES,
    /** In the console. */
    CONSOLE
}

package io.tidemark.operator;

import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** The workflows that were submitted. Asked anew each time, since they may change while the operator runs. Thread-safe. */
public interface Workflows {
    /** The newest version of each workflow that can be read, by name. */
    List<Newest> newest();

    /** A version that was in force once; empty if there is none of that number, or if it cannot be read. */
    Optional<Workflow> version(VersionId id);

    /**
     * The newest version of a workflow.
     *
     * @param inForce what it declares; absent if it takes its workflow out of force
     */
    record Newest(VersionId id, Optional<Workflow> inForce) {}
}

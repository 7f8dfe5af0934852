package io.tidemark.workflow;

import java.util.List;

/** Understands the texts of workflows. Thread-safe. */
public interface WorkflowReader {
    /**
     * Reads one workflow for itself.
     *
     * @throws InvalidDefinitionException if there is a mistake in it
     */
    Workflow read(WorkflowText text);

    /** What is wrong with these workflows, each for itself and together; no warnings. */
    List<Problem> mistakes(List<WorkflowText> together);

    /** What they do not have in common, value by value; empty when only comments or their layout differ. */
    List<Difference> differences(WorkflowText before, WorkflowText after);
}

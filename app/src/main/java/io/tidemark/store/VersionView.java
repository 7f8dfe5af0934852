package io.tidemark.store;

import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowVersion.Edited;
import io.tidemark.workflow.WorkflowVersion.Submitted;
import java.util.Optional;

/**
 * A version of a workflow as a list shows it.
 *
 * @param digest of its text; absent for a version that takes its workflow out of force
 */
public record VersionView(VersionId id, Optional<String> digest, Edited edited, Submitted submitted) {}

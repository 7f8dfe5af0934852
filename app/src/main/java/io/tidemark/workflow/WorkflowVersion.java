package io.tidemark.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * A workflow as it was submitted once. Never changes.
 *
 * @param text absent for a version that takes its workflow out of force
 * @param origin where it is edited
 */
public record WorkflowVersion(VersionId id, Optional<WorkflowText> text, Origin origin, Submitted submitted) {
    /**
     * Where a workflow is edited.
     *
     * @param folder that it was submitted from, absolute; present if it is managed by files, and only then
     */
    public record Origin(ManagedBy managedBy, Optional<String> folder) {
        public Origin {
            if (folder.isPresent() != (managedBy == ManagedBy.FILES)) {
                throw new IllegalArgumentException("what is managed by files has a folder, and nothing else has");
            }
        }

        /** Of a folder's files. */
        public static Origin folder(String folder) {
            return new Origin(ManagedBy.FILES, Optional.of(folder));
        }
    }

    /**
     * When, by whom and what for.
     *
     * @param remark may be empty
     */
    public record Submitted(Instant at, String by, String remark) {}

    public boolean inForce() {
        return text.isPresent();
    }
}

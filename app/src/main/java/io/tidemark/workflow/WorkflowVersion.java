package io.tidemark.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * A workflow as it was submitted once. Never changes.
 *
 * @param text absent for a version that takes its workflow out of force
 * @param edited where it is edited
 */
public record WorkflowVersion(VersionId id, Optional<WorkflowText> text, Edited edited, Submitted submitted) {
    /**
     * Where a workflow is edited.
     *
     * @param folder that it was submitted from, absolute; present if it is managed by files, and only then
     */
    public record Edited(ManagedBy managedBy, Optional<String> folder) {
        public Edited {
            if (folder.isPresent() != (managedBy == ManagedBy.FILES)) {
                throw new IllegalArgumentException("what is managed by files has a folder, and nothing else has");
            }
        }

        /** Of a folder's files. */
        public static Edited folder(String folder) {
            return new Edited(ManagedBy.FILES, Optional.of(folder));
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

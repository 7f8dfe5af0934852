package io.tidemark.operator;

import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of workflows that is to become what runs.
 *
 * @param workflows all that are in the folder, names unique
 * @param folder absolute
 * @param missing what becomes of workflows that were submitted from the folder once and are no longer in it
 */
public record Submission(List<WorkflowText> workflows, Path folder, Missing missing) {
    /** What becomes of a workflow whose files are gone. */
    public enum Missing {
        /** It stays in force. */
        KEEP,
        /** It is taken out of force. */
        REMOVE
    }

    public Submission {
        workflows = List.copyOf(workflows);
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException(folder + " is not an absolute path");
        }
    }
}

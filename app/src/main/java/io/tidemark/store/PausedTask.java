package io.tidemark.store;

import io.tidemark.workflow.TaskId;
import java.time.Instant;

/**
 * A task whose instances wait until a person lets them go on.
 *
 * @param reason may be empty
 */
public record PausedTask(TaskId task, Instant since, String by, String reason) {
    /** Since when, by whom and why, to stand after the task. */
    public String sentence() {
        return "was paused by " + by + " at " + since + (reason.isBlank() ? "" : ": " + reason);
    }
}

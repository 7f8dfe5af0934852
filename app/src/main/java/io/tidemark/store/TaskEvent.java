package io.tidemark.store;

import java.time.Instant;

/**
 * What a person did to a task.
 *
 * @param detail in words; may be empty
 */
public record TaskEvent(Instant at, String by, Action action, String detail) {
    /** What it was. */
    public enum Action {
        PAUSED,
        RESUMED,
        RUN_ONCE
    }
}

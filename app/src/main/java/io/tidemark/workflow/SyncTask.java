package io.tidemark.workflow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step that moves one window of a stream into a table.
 *
 * @param script the sync script's file
 * @param parameters name to expression of the scheduling-parameter language
 * @param afterOwnPrevious whether a cycle waits for the previous cycle of this task to succeed
 * @param timeout after which an attempt is stopped and failed
 * @param onGap what happens when a cycle's window begins behind the end of the last one
 */
public record SyncTask(
        String name,
        Path script,
        Map<String, String> parameters,
        boolean afterOwnPrevious,
        RetryPolicy retry,
        Duration timeout,
        GapPolicy onGap) {
    public SyncTask {
        TaskId.requireName(name);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than zero");
        }
    }
}

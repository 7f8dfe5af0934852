package io.tidemark.sync;

import io.tidemark.attempt.Outcome;
import java.util.List;

/**
 * How a run ended, and over what.
 *
 * @param window as it was read; it begins before the requested start where a gap was closed
 * @param sessions upload sessions that were committed by this run
 */
public record SyncReport(Outcome outcome, Window window, List<String> sessions) {
    public SyncReport {
        sessions = List.copyOf(sessions);
    }
}

package io.tidemark.store;

import java.time.Instant;

/**
 * A line of an attempt's log.
 *
 * @param seq position within the attempt, from 1 on
 */
public record LogLine(int seq, Instant at, Level level, String text) {
    /** INFO tells what happened, WARN asks for a look. */
    public enum Level {
        INFO,
        WARN
    }
}

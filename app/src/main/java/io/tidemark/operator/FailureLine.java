package io.tidemark.operator;

import io.tidemark.attempt.FailureException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** How the log tells of something that went wrong and is tried again. */
final class FailureLine {
    private FailureLine() {}

    /**
     * A failure that was foreseen says all in its sentence; one that was not keeps its trace.
     *
     * @param what went wrong, and what happens next
     */
    static void write(Logger log, Level level, String what, RuntimeException e) {
        if (e instanceof FailureException foreseen) {
            log.log(level, what + ": " + foreseen.failure().sentence());
        } else {
            log.log(level, what, e);
        }
    }
}

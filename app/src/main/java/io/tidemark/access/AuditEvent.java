package io.tidemark.access;

import java.time.Instant;

/**
 * Something that somebody did, or tried to do.
 *
 * @param id the order in which they were begun
 * @param at when it was begun
 * @param who the name of whoever did it
 * @param way how they came in
 * @param address where from; empty for this machine
 * @param action one word, such as {@code rerun}
 * @param subject what it was about
 * @param detail what came of it, and why they did it; empty while it is {@link Outcome#STARTED}
 */
public record AuditEvent(
        long id,
        Instant at,
        String who,
        Actor.Way way,
        String address,
        String action,
        String subject,
        String detail,
        Outcome outcome) {
    /** What came of it. */
    public enum Outcome {
        /** It is being done; or it was, when the process ended or lost its database. */
        STARTED,
        DONE,
        /** It was not allowed or not possible, and nothing was done. */
        REFUSED,
        /** Something else was in the way; part of it may be done. */
        FAILED
    }
}

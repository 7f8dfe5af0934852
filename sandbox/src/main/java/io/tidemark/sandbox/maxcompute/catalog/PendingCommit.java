package io.tidemark.sandbox.maxcompute.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * A commit that was accepted and whose data is not in yet.
 *
 * @param at when it was accepted
 * @param due when the data comes in
 */
record PendingCommit(String session, Instant at, Instant due) {

    /** A clock that was turned back behind the acceptance would keep it waiting for longer than it was to take. */
    boolean isDue(Instant now) {
        return !now.isBefore(due) || now.isBefore(at);
    }

    /** In its first half the service closes the session, in its second it moves the data. */
    UploadStatus status(Instant now) {
        Duration half = Duration.between(at, due).dividedBy(2);
        return now.isBefore(at.plus(half)) ? UploadStatus.CLOSING : UploadStatus.COMMITTING;
    }
}

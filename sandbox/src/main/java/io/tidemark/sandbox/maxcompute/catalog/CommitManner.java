package io.tidemark.sandbox.maxcompute.catalog;

import java.time.Duration;

/**
 * How a session is committed.
 *
 * @param takes how long it is from the acceptance of the commit until the data is in, by the server's clock
 * @param again what a commit answers that finds the session committed, or about to be
 */
public record CommitManner(Duration takes, RecommitPolicy again) {

    /** The data is in when the commit is answered. */
    public static CommitManner atOnce(RecommitPolicy again) {
        return new CommitManner(Duration.ZERO, again);
    }
}

package io.tidemark.sandbox.maxcompute.catalog;

/** What the commit of a session answers that is committed already. Clients meet both in the cloud. */
public enum RecommitPolicy {
    /** Success again, and nothing changes. */
    REPEATABLE,
    /** A StatusConflict, although the data is in. */
    CONFLICT
}

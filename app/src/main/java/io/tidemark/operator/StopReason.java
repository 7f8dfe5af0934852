package io.tidemark.operator;

/** Why a running attempt was asked to stop. */
enum StopReason {
    /** It took longer than its task allows. */
    TIMEOUT,
    /** Its lease could not be renewed in time. */
    LEASE_LOST,
    /** A person has stopped its instance. */
    STOPPED,
    /** A person has stopped its backfill, with what runs of it. */
    BACKFILL_STOPPED,
    /** Its node goes down. */
    NODE_STOPS
}

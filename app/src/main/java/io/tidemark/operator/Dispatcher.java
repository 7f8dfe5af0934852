package io.tidemark.operator;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Hands attempts to workers. Thread-safe. */
public interface Dispatcher {
    /**
     * Queues the attempt as part of the caller's transaction: both are there, or none. While its job waits or runs, again is no
     * error and changes nothing; a job that has ended is queued anew.
     */
    void enqueue(AttemptTicket ticket);

    /**
     * Takes back a job that waits, as part of the caller's transaction. One that a worker has already is left to it: it finds
     * that its attempt cannot be claimed. No error if there is none.
     */
    void withdraw(UUID attempt);

    /** Which of these attempts have a job that waits or runs. */
    Set<UUID> live(Set<UUID> attempts);

    /** Drops the jobs of attempts that failed before; JobRunr itself keeps those for ever. */
    void forgetFailed(Instant before);

    /** Lets workers look at once; to be called after the transaction has committed. */
    void kick();
}

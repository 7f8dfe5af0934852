package io.tidemark.operator;

/** Hands attempts to workers. */
public interface Dispatcher {
    /** Queues the attempt as part of the caller's transaction: both are there, or none. Once queued, again is no error. */
    void enqueue(AttemptTicket ticket);

    /** Lets workers look at once; to be called after the transaction has committed. */
    void kick();
}

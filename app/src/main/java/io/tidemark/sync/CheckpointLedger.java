package io.tidemark.sync;

import java.util.List;

/**
 * The operator's record of every window of every chain. Each method is one transaction. Thread-safe, also across processes
 * that share a database.
 */
public interface CheckpointLedger {
    /** Decides with {@link ClaimDecision} what the caller may do, and writes the new fence down when it may. */
    Claim claim(ClaimRequest request);

    /**
     * Step (a): the window becomes COMMITTING with its checkpoints, counts and entries; the chain's head moves if the window
     * had no end checkpoints before.
     *
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the claim is no longer valid; nothing changed
     */
    void prepare(WindowClaim claim, Prepared prepared);

    /**
     * Step (c): the window becomes COMMITTED, its entries done, and {@code also} runs in the same transaction.
     *
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the claim is no longer valid; nothing changed
     */
    void complete(WindowClaim claim, Runnable also);

    /**
     * Replaces the sessions of a COMMITTING window whose old ones are known to be lost: next round, same checkpoints.
     *
     * @return the claim of that round
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the claim is no longer valid; nothing changed
     */
    WindowClaim nextRound(WindowClaim claim, List<CommitEntry> entries);

    /** Gives the decision to a person: the window becomes UNDECIDED, with the evidence. */
    void undecided(WindowClaim claim, String evidence);

    /** Stops all claims on the chain until it is recovered, with the reason that is shown for it. */
    void toBeRecovered(ChainId chain, String reason);
}

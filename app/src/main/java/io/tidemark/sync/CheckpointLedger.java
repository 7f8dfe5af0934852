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
     * had no end checkpoints before, and a gap before it is written down.
     *
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the claim is no longer valid, {@code
     *     CHAIN_TO_BE_RECOVERED} if the chain was stopped since; nothing changed
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

    /**
     * Takes a window that nobody can prove anything about, for the person who knows.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code WINDOW_NOT_UNDECIDED} if there is none of this id
     */
    Claim.Settle takeUndecided(long windowId, String by);

    /**
     * Carries out what a person has said: the window becomes COMMITTED, or OPEN with its records fixed, and {@code also} runs in
     * the same transaction.
     *
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the claim is no longer valid; nothing changed
     */
    void resolve(WindowClaim claim, Resolution resolution, String by, Runnable also);

    /** Stops all claims on the chain until it is recovered, with the reason that is shown for it. */
    void toBeRecovered(ChainId chain, String reason);

    /**
     * Makes the ledger agree with the witnesses by {@link RecoveryPlan}, lifts the stop and gives every window of the chain a
     * new fence; does nothing if something contradicts, or if the chain was not stopped.
     *
     * @return the plan, carried out if nothing contradicts
     */
    RecoveryPlan recover(ChainId chain, List<Witness> witnesses);
}

package io.tidemark.sync;

/** How far a window is. */
public enum WindowState {
    /** Claimed; nothing is at stake. It may have end checkpoints when a person has said that a commit did not go in. */
    OPEN,
    /** Its sessions are named; it must be settled before anything else happens to the chain. */
    COMMITTING,
    /** In the target, once. */
    COMMITTED,
    /** Left out on purpose. */
    GAP,
    /** Nobody can prove whether it went in; a person decides. */
    UNDECIDED
}

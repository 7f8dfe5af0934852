package io.tidemark.sync;

import java.util.Set;

/** What a session's status says about a commit that was begun. Pure: the table of the protocol, row by row. */
enum SettleDecision {
    /** Send the commit; nothing is read again. */
    COMMIT,
    /** The target is at it: ask again. */
    POLL,
    /** It is in. */
    DONE,
    /** The session holds blocks that this window did not write. */
    FOREIGN_BLOCKS,
    /** The session is lost and its rows are not in: a new session over the same checkpoints replaces the partition. */
    NEXT_ROUND,
    /** The session is lost and its rows may be in: only a person can tell. */
    UNDECIDED;

    /**
     * Reads the table.
     *
     * @param view what the target says now
     * @param entry what the ledger and the witness say
     */
    static SettleDecision of(UploadSession.View view, CommitEntry entry) {
        return switch (view.status()) {
            case NORMAL -> view.blocks().equals(Set.copyOf(entry.blocks())) ? COMMIT : FOREIGN_BLOCKS;
            case CLOSING, COMMITTING -> POLL;
            case CLOSED -> DONE;
            case CANCELED, CRITICAL, EXPIRED, UNKNOWN, NOT_FOUND -> entry.overwrite() ? NEXT_ROUND : UNDECIDED;
        };
    }
}

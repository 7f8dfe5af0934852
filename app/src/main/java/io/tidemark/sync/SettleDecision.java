package io.tidemark.sync;

import java.time.Duration;
import java.time.Instant;
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

    /** Documented: an upload session lives for 24 hours. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** For clocks that differ, and for a commit that was sent at the last moment. */
    private static final Duration MARGIN = Duration.ofHours(1);

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

    /**
     * What to do while the target cannot be asked: never guess, but do not ask for ever.
     *
     * @param namedAt when the session was named, not before it was made
     */
    static SettleDecision unanswered(Instant namedAt, Instant now) {
        return isOver(namedAt, now) ? UNDECIDED : POLL;
    }

    /** Whether a session that was named then can certainly not be committed any more: its life of 24 h and a margin are over. */
    static boolean isOver(Instant namedAt, Instant now) {
        return now.isAfter(over(namedAt));
    }

    static Instant over(Instant namedAt) {
        return namedAt.plus(LIFE).plus(MARGIN);
    }
}

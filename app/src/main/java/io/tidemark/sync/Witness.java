package io.tidemark.sync;

import java.util.List;

/**
 * The row in the source's status table that says which sessions carry a window. It survives the loss of the operator's
 * database. A chain and a start identify it.
 *
 * @param streamId of the stream the window was read from
 * @param round how many sessions the window has had, 0 for the first
 * @param target the table, as in the {@link ClaimRequest} that made the window
 * @param prepared what is committed, or was left out; no sessions for a gap and for an empty window
 */
public record Witness(
        String streamId, ChainId chain, Window window, State state, int round, String target, Prepared prepared) {
    /** How far the window was when the row was written. */
    public enum State {
        COMMITTING,
        COMMITTED,
        /** A person has said that the sessions did not go in; they never will. */
        VOID,
        /** Left out on purpose. */
        GAP
    }

    /** Whether this row names exactly these sessions in this round. */
    public boolean names(int otherRound, List<CommitEntry> others) {
        return round == otherRound
                && prepared.entries().stream()
                        .map(CommitEntry::sessionId)
                        .toList()
                        .equals(others.stream().map(CommitEntry::sessionId).toList());
    }

    /** Whether this row says that the window, from its start on, was left out. */
    boolean isGapAround(Window other) {
        return state == State.GAP && window.start().equals(other.start()) && window.contains(other);
    }

    public Witness in(State next) {
        return new Witness(streamId, chain, window, next, round, target, prepared);
    }

    /** The same row for a chain that got another name. */
    public Witness of(ChainId other) {
        return new Witness(streamId, other, window, state, round, target, prepared);
    }
}

package io.tidemark.sync;

import java.util.List;

/**
 * The row in the source's status table that says which sessions carry a window. It survives the loss of the operator's
 * database. A chain and a start identify it.
 *
 * @param streamId of the stream the window was read from
 * @param round how many sessions the window has had, 0 for the first
 * @param entries target partitions and their sessions; none for an empty window
 * @param checkpoints text of start and end checkpoints, as the ledger keeps them
 */
public record Witness(
        String streamId,
        ChainId chain,
        Window window,
        State state,
        int round,
        List<CommitEntry> entries,
        WindowCheckpoints checkpoints) {
    /** How far the window was when the row was written. */
    public enum State {
        COMMITTING,
        COMMITTED,
        VOID
    }

    public Witness {
        entries = List.copyOf(entries);
    }

    /** Whether this row names exactly these sessions in this round. */
    public boolean names(int otherRound, List<CommitEntry> others) {
        return round == otherRound
                && entries.stream()
                        .map(CommitEntry::sessionId)
                        .toList()
                        .equals(others.stream().map(CommitEntry::sessionId).toList());
    }

    public Witness committed() {
        return new Witness(streamId, chain, window, State.COMMITTED, round, entries, checkpoints);
    }
}

package io.tidemark.sync;

import java.util.Collection;
import java.util.Optional;

/** What becomes of one row of the ledger when its chain is recovered. Pure: one case a line. */
enum RecoveryVerdict {
    /** No witness, or one that says the same. */
    KEEP(""),
    /** The ledger has seen the session closed, and somebody has declared it void. */
    KEEP_AGAINST_VOID(" is committed, but its witness was declared void"),
    /** Its records were never fixed. */
    DROP_UNFIXED(""),
    /** It was left out, and is filled by now. */
    DROP_FILLED(""),
    /** The witness is of a later moment. */
    ADOPT_LATER(""),
    /** Another life of the chain has written the window in other sessions. */
    ADOPT_OTHER_SESSIONS(
            " names other sessions than its witness: another copy of this operator has worked on the chain"),
    /** Another life of the chain has cut its windows otherwise. */
    DROP_OTHER_WINDOWS(
            " overlaps other windows that were witnessed: another copy of this operator has worked on the chain");

    private final String contradiction;

    RecoveryVerdict(String contradiction) {
        this.contradiction = contradiction;
    }

    boolean keeps() {
        return this == KEEP || this == KEEP_AGAINST_VOID;
    }

    /** What a person should know. */
    Optional<String> contradiction(Window window) {
        return contradiction.isEmpty()
                ? Optional.empty()
                : Optional.of("the ledger's window " + window + contradiction);
    }

    static RecoveryVerdict of(RecordedWindow recorded, Collection<Witness> witnesses) {
        LedgerWindow row = recorded.row();
        if (!row.fixed()) {
            return DROP_UNFIXED;
        }
        Optional<Witness> own = witnesses.stream()
                .filter(witness -> witness.window().equals(row.window()))
                .findFirst();
        if (own.isPresent()) {
            return between(recorded, own.get());
        }
        if (witnesses.stream().noneMatch(witness -> witness.window().overlaps(row.window()))) {
            return KEEP;
        }
        if (row.state() == WindowState.GAP) {
            return DROP_FILLED;
        }
        boolean fills = witnesses.stream()
                .anyMatch(witness -> witness.isGapAround(row.window()) && witness.round() < row.round());
        return fills ? KEEP : DROP_OTHER_WINDOWS;
    }

    private static RecoveryVerdict between(RecordedWindow recorded, Witness witness) {
        LedgerWindow row = recorded.row();
        if (row.round() != witness.round()) {
            return row.round() > witness.round() ? KEEP : ADOPT_LATER;
        }
        if (row.state() != WindowState.GAP && !witness.names(row.round(), recorded.entries())) {
            return ADOPT_OTHER_SESSIONS;
        }
        return switch (witness.state()) {
            // The ledger is told first, and a person is asked only when the target does not know.
            case COMMITTING -> row.state() == WindowState.OPEN || row.state() == WindowState.GAP ? ADOPT_LATER : KEEP;
            case COMMITTED -> row.state() == WindowState.COMMITTED ? KEEP : ADOPT_LATER;
            case VOID -> row.state() == WindowState.COMMITTED ? KEEP_AGAINST_VOID : ADOPT_LATER;
            case GAP -> row.state() == WindowState.GAP ? KEEP : ADOPT_LATER;
        };
    }
}

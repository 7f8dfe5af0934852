package io.tidemark.sync;

import java.util.List;

/** A window as the ledger has it, with the sessions of its last round. */
public record RecordedWindow(LedgerWindow row, List<CommitEntry> entries) {
    public RecordedWindow {
        entries = List.copyOf(entries);
    }
}

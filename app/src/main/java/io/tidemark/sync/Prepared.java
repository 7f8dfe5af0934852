package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.util.List;

/** All that is written down before a commit is sent: step (a) of the protocol. */
public record Prepared(WindowCheckpoints checkpoints, Counts counts, List<CommitEntry> entries) {
    public Prepared {
        entries = List.copyOf(entries);
    }
}

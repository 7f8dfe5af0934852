package io.tidemark.store;

import io.tidemark.sync.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a window.
 *
 * @param requestedStart what was asked for; later than the window's start where a gap was closed
 * @param filterFrom records before it were left out
 * @param prepared when its last sessions were named
 * @param sessions of all rounds, in the order in which they were named
 * @param startCheckpoints as the ledger keeps them: JSON
 * @param endCheckpoints as the ledger keeps them: JSON
 */
public record WindowDetails(
        WindowView window,
        Instant requestedStart,
        Optional<Instant> filterFrom,
        Optional<Instant> prepared,
        List<SessionView> sessions,
        Optional<String> startCheckpoints,
        Optional<String> endCheckpoints) {
    /**
     * An upload session of a window.
     *
     * @param blocks how many it is committed with
     * @param state NAMED, COMMITTED or REPLACED
     */
    public record SessionView(int round, Partition partition, String session, int blocks, String state) {}
}

package io.tidemark.store;

import io.tidemark.attempt.Counts;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.time.Instant;
import java.util.Optional;

/**
 * A window as it is shown.
 *
 * @param round how many times its sessions were replaced
 * @param counts of its last sessions; zero before the first were prepared
 * @param claimedBy who has worked on it last
 * @param committed when and by whom, the last time
 * @param evidence what is known about a commit that nobody can prove
 */
public record WindowView(
        long id,
        ChainId chain,
        Window window,
        WindowState state,
        int round,
        boolean overwrite,
        String target,
        Counts counts,
        String claimedBy,
        Instant claimedAt,
        Optional<CommittedView> committed,
        Optional<String> evidence) {
    /** When a window was committed, and by which attempt or command. */
    public record CommittedView(Instant at, String by) {}
}

package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.time.Instant;
import java.util.Optional;

/**
 * A window as the ledger has it.
 *
 * @param id the ledger's row
 * @param requestedStart what was asked for; later than the window's start where a gap was closed
 * @param fence of the last claim
 * @param round of the last sessions
 * @param target the table, as in the {@link ClaimRequest} that made the window
 * @param start where it begins in shards that the chain knew; absent for the first window of a chain before its commit
 * @param end present once its records are fixed
 * @param filterFrom as in {@link WindowClaim}
 * @param counts of the last sessions
 * @param preparedAt when the last sessions were named, by the operator's clock
 * @param commit the last one; still there while a committed window is written again
 */
public record LedgerWindow(
        long id,
        Window window,
        Instant requestedStart,
        WindowState state,
        Fence fence,
        int round,
        boolean overwrite,
        String target,
        Optional<Checkpoints> start,
        Optional<Checkpoints> end,
        Optional<Instant> filterFrom,
        Counts counts,
        Optional<Instant> preparedAt,
        Optional<Commit> commit) {
    /** When a window was committed, and by which attempt or command. */
    public record Commit(Instant at, String by) {}

    /** Claimed, but its records are not fixed yet: dropping it loses nothing. */
    boolean unfixed() {
        return state == WindowState.OPEN && end.isEmpty();
    }

    /** Its records are fixed, which they stay for ever. */
    public boolean fixed() {
        return end.isPresent();
    }

    /** A person has said that its commit did not go in: exactly its records are still to be written. */
    boolean reopened() {
        return state == WindowState.OPEN && end.isPresent();
    }

    /** Whether somebody who asks for this span means this window. */
    boolean isMeantBy(Window asked) {
        return window.end().equals(asked.end())
                && (window.start().equals(asked.start()) || requestedStart.equals(asked.start()));
    }
}

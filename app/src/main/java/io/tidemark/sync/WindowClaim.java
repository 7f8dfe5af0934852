package io.tidemark.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to work on one window until somebody claims it anew.
 *
 * @param windowId the ledger's row
 * @param window what is read; it begins before the requested start where a gap was closed
 * @param fence checked by every later step
 * @param round of the sessions to come: 0 first, raised by every replacement session and every rewrite
 * @param chainVersion as read at the claim
 * @param start where to begin in shards that the chain knows; absent for the first window of a chain, which seeks by time
 * @param end present when the window had end checkpoints before: exactly these records, nothing else
 * @param filterFrom records before it are left out; present for the first window of a chain only
 */
public record WindowClaim(
        long windowId,
        ChainId chain,
        Window window,
        Fence fence,
        int round,
        long chainVersion,
        Optional<Checkpoints> start,
        Optional<Checkpoints> end,
        Optional<Instant> filterFrom) {
    /** The same claim, bound to exactly these records. */
    public WindowClaim withCheckpoints(WindowCheckpoints exact) {
        return new WindowClaim(
                windowId,
                chain,
                window,
                fence,
                round,
                chainVersion,
                Optional.of(exact.start()),
                Optional.of(exact.end()),
                filterFrom);
    }
}

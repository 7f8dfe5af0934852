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
 * @param start where to begin in shards that the chain knows; absent for a window that seeks by time: the first of a chain, or
 *     one behind a gap
 * @param end present when the window had end checkpoints before: exactly these records, nothing else
 * @param filterFrom records before it are left out; present for the first window of a chain only
 * @param gap what is left out between the window before and this one; written down with this window's checkpoints
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
        Optional<Instant> filterFrom,
        Optional<Gap> gap) {
    /** The same claim for the sessions that replace the present ones. */
    public WindowClaim nextRound() {
        return new WindowClaim(windowId, chain, window, fence, round + 1, chainVersion, start, end, filterFrom, gap);
    }

    /** The same claim, whose holder witnesses what was left out before it, too. */
    public WindowClaim behind(Gap left) {
        return new WindowClaim(
                windowId, chain, window, fence, round, chainVersion, start, end, filterFrom, Optional.of(left));
    }

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
                filterFrom,
                gap);
    }
}

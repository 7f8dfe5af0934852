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
 * @param fill the gap that the window takes its records out of; no window follows from it, so the head stays
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
        Optional<Gap> gap,
        Optional<GapFill> fill) {
    /** The same claim for the sessions that replace the present ones. */
    public WindowClaim nextRound() {
        return new WindowClaim(
                windowId, chain, window, fence, round + 1, chainVersion, start, end, filterFrom, gap, fill);
    }

    /** The same claim, whose holder witnesses what was left out before it, too. */
    public WindowClaim behind(Gap left) {
        return new WindowClaim(
                windowId, chain, window, fence, round, chainVersion, start, end, filterFrom, Optional.of(left), fill);
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
                gap,
                fill);
    }

    /**
     * The claim of a gap, for as much of it as a window takes. Behind a head that a person has named there is no position: there
     * the window seeks by time and filters from below, as a chain's first one does.
     */
    public WindowClaim filling(Window part) {
        boolean byTime =
                start.filter(positions -> !positions.equals(Checkpoints.NONE)).isEmpty();
        return new WindowClaim(
                windowId,
                chain,
                part,
                fence,
                round,
                chainVersion,
                byTime ? Optional.empty() : start,
                Optional.empty(),
                byTime ? Optional.of(part.start()) : Optional.empty(),
                Optional.empty(),
                Optional.of(new GapFill(window, end.orElseThrow())));
    }

    /** Whether the chain's head moves to the window's end when its records are fixed. */
    public boolean movesHead() {
        return end.isEmpty() && fill.isEmpty();
    }

    /** Whether this would be the first that anybody reads of its chain. */
    boolean beginsChain() {
        return movesHead() && filterFrom.isPresent();
    }

    /** The round that the ledger has until step (a). */
    public int roundBefore() {
        return movesHead() ? round : round - 1;
    }
}

package io.tidemark.sync;

import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the ledger for a window.
 *
 * @param streamId the stream that the source has now
 * @param jump how far the clocks of the task's zone went forward within the window, zero or more: a window that is counted back
 *     in hours begins that much before the end of the one before
 * @param overwrite whether the target is replaced, so that a committed window may be written again
 * @param target the table, as {@code project.table}: a window that was begun is settled in the table it was written to
 * @param claimedBy who asks: the attempt or the command, for display
 * @param onGap what to do about the span between the chain's head and the window's start
 * @param again why a committed window is appended once more, on purpose; absent when it must not be
 */
public record ClaimRequest(
        ChainId chain,
        String streamId,
        Window window,
        Duration jump,
        boolean overwrite,
        String target,
        String claimedBy,
        GapPolicy onGap,
        Optional<String> again) {
    /** For the window of a request. */
    public static ClaimRequest of(SyncRequest request, String streamId, String claimedBy) {
        return new ClaimRequest(
                request.chain(),
                streamId,
                request.window(),
                request.jump(),
                request.target().truncate(),
                request.target().qualifiedTable(),
                claimedBy,
                request.onGap(),
                request.again());
    }

    /** The same for another window, as it is. */
    ClaimRequest with(Window other) {
        return new ClaimRequest(chain, streamId, other, Duration.ZERO, overwrite, target, claimedBy, onGap, again);
    }

    /** The window without the jump, if there is one and it leaves anything. */
    Optional<Window> shortened() {
        Instant start = window.start().plus(jump);
        return jump.isZero() || !start.isBefore(window.end())
                ? Optional.empty()
                : Optional.of(new Window(start, window.end()));
    }
}

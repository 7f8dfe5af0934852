package io.tidemark.sync;

import io.tidemark.workflow.GapPolicy;
import java.util.Optional;

/**
 * Asks the ledger for a window.
 *
 * @param streamId the stream that the source has now
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
        boolean overwrite,
        String target,
        String claimedBy,
        GapPolicy onGap,
        Optional<String> again) {}

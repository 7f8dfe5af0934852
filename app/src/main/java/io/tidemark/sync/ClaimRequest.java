package io.tidemark.sync;

/**
 * Asks the ledger for a window.
 *
 * @param streamId the stream that the source has now
 * @param overwrite whether the target is replaced, so that a committed window may be written again
 * @param target the table, as {@code project.table}: a window that was begun is settled in the table it was written to
 * @param claimedBy who asks: the attempt or the command, for display
 */
public record ClaimRequest(
        ChainId chain, String streamId, Window window, boolean overwrite, String target, String claimedBy) {}

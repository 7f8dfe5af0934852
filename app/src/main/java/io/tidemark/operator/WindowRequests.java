package io.tidemark.operator;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.SyncRequest;

/** Finds out what windows were made from. */
public interface WindowRequests {
    /**
     * The request of a window: that of the instance which wrote it, or else of the workflow that declares the chain, or of the
     * last call of its script.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}
     * @throws io.tidemark.workflow.InvalidDefinitionException if what was found cannot be used
     */
    SyncRequest request(ChainId chain, LedgerWindow window, SourceHint hint);
}

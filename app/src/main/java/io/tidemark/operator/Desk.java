package io.tidemark.operator;

import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import java.util.List;

/**
 * Where a person looks at chains and windows and decides about them: in this process, or in that of the operator which holds
 * the data directory. Every method throws {@link io.tidemark.attempt.FailureException}.
 */
public interface Desk {
    /** All chains, by name. */
    List<ChainView> chains();

    /**
     * Everything about one chain.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN} among others
     */
    ChainDetails chain(ChainId id);

    /** The newest windows that the filter lets through, newest first. */
    List<WindowView> windows(WindowFilter filter);

    /**
     * Everything about one window.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code WINDOW_UNKNOWN} among others
     */
    WindowDetails window(long id);

    /**
     * Says what a decision would do, and changes nothing that was asked for.
     *
     * @throws io.tidemark.attempt.FailureException if it is not possible now
     * @throws io.tidemark.workflow.InvalidDefinitionException if the chain's source cannot be found by what was declared
     */
    Preview preview(DecisionRequest request);

    /**
     * Carries out what was previewed.
     *
     * @param seen of the preview
     * @throws io.tidemark.attempt.FailureException as {@link #preview}, and EXTERNAL {@code CHANGED_SINCE_SHOWN} if the
     *     preview would be another one by now; nothing was done then
     */
    void carryOut(DecisionRequest request, String seen);
}

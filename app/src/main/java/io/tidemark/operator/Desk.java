package io.tidemark.operator;

import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.store.VersionView;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowVersion;
import java.util.List;
import java.util.Optional;

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

    /** All versions of a workflow, the newest first; of all workflows by name if none is named. */
    List<VersionView> versions(Optional<String> workflow);

    /**
     * One version with its text.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code VERSION_UNKNOWN} among others
     */
    WorkflowVersion version(VersionId id);

    /**
     * What submitting a folder would change, by the names of workflows; those that stay as they are are left out.
     * Whether it may be submitted is not looked at.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException if one of them cannot be read
     */
    List<WorkflowChange> changes(Submission submission);

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

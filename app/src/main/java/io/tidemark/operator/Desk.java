package io.tidemark.operator;

import io.tidemark.access.AuditEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.AuditLog;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillView;
import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogPage;
import io.tidemark.store.TaskView;
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
 * Where a person looks at chains, windows and instances and decides about them: in this process, or in that of the operator which holds
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
     * Reads windows of a chain again and compares their rows with what stands in the target. Takes as long as reading them does.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN}, {@code NOTHING_WRITTEN}; LIMIT {@code
     *     RECORDS_EXPIRED}; and as both ends do
     * @throws io.tidemark.workflow.InvalidDefinitionException if the chain's script cannot be used
     */
    Verified verify(ChainId chain, VerifyScope scope, SourceHint hint);

    /** The instances that the filter lets pass, the newest cycle first. */
    List<InstanceView> instances(InstanceFilter filter);

    /**
     * Everything about one instance.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code INSTANCE_UNKNOWN} among others, as all that take an id
     */
    InstanceDetails instance(InstanceId id);

    /** Why an instance is in its state, and what it waits for down to the first causes; one sentence a line. */
    List<String> why(InstanceId id);

    /**
     * Lines of an attempt's log.
     *
     * @param attempt its number; absent for the latest one
     * @param after only lines with a later position; 0 for all
     * @throws io.tidemark.attempt.FailureException USER {@code NO_SUCH_ATTEMPT} among others
     */
    LogPage log(InstanceId id, Optional<Integer> attempt, int after);

    /** The tasks that are in force, and those that are paused, by name. */
    List<TaskView> tasks();

    /**
     * The newest backfills, newest first.
     *
     * @param before only those with a smaller number; absent for all
     * @param most 1 or more
     */
    List<BackfillView> backfills(Optional<Long> before, int most);

    /**
     * Everything about one backfill.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BACKFILL_UNKNOWN} among others
     */
    BackfillDetails backfill(long number);

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

    /** Who did what, from where; the newest first. */
    List<AuditEvent> audit(AuditLog.Filter filter);

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

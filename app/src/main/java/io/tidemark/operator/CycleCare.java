package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.LedgerView;
import io.tidemark.store.Note;
import io.tidemark.store.TaskDecisions;
import io.tidemark.sync.SyncRequests;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What looking at cycles, and deciding about them, works with. Thread-safe.
 *
 * @param reasons why a cycle waits
 * @param windows of the ledger that the cycles move
 * @param requests tells windows; asked anew for each decision, since data sources change
 * @param dispatcher asked only when a queued attempt is taken back: it costs something to set up
 */
public record CycleCare(
        DeclaredTasks tasks,
        WaitReasons reasons,
        Records records,
        InstanceViews views,
        LedgerView windows,
        Supplier<? extends SyncRequests> requests,
        Supplier<? extends Dispatcher> dispatcher) {
    private static final int NEAREST = 2;

    /**
     * An instance by its id, in whatever offset that is written.
     *
     * @throws FailureException USER {@code INSTANCE_UNKNOWN}
     */
    CycleInstance instance(InstanceId id) {
        return records.instances()
                .find(id)
                .or(() -> views.sameAs(id).flatMap(records.instances()::find))
                .orElseThrow(() -> unknown(id));
    }

    /** That nothing may be done about a cycle before its commit has come to its end. */
    static FailureException committing(InstanceId id) {
        return Failure.external(
                        "INSTANCE_COMMITTING",
                        "Cycle " + id
                                + " is committing: the commit of its window was begun and is not known to have ended.",
                        "Wait until the next attempt of the chain has settled it.")
                .asException();
    }

    TaskDecisions taskDecisions() {
        return new TaskDecisions(records.transactions());
    }

    /** What a person's step is written down with. */
    Note note(String by, String why) {
        return new Note(by, records.clock().instant(), why);
    }

    private FailureException unknown(InstanceId id) {
        List<InstanceId> nearest = views.around(id.task(), id.cycle(), NEAREST);
        String advice = nearest.isEmpty()
                ? "There is none of this task at all; `tidemark instances list` shows those that there are."
                : "Nearest are "
                        + nearest.stream().map(InstanceId::toString).collect(Collectors.joining(", "))
                        + "; `tidemark instances list --task " + id.task() + "` shows the newest.";
        boolean young = id.cycle().isAfter(records.clock().instant().minus(Retention.SHORTEST));
        String why = young
                ? ""
                : " Those that ended longer ago than `retention.instances` in tidemark.yaml (30d if that says nothing) are removed.";
        return Failure.user("INSTANCE_UNKNOWN", "There is no cycle `" + id + "`." + why, advice)
                .asException();
    }
}

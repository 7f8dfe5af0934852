package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Limit;
import io.tidemark.instance.Readiness;
import io.tidemark.instance.Upstream;
import io.tidemark.store.TaskDecisions;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says whether an instance may have its next attempt now, and if not, everything that it waits for. Thread-safe. */
public final class WaitReasons {
    /** The windows of a task go one after the other, unless it says otherwise. */
    private static final int USUAL_OF_TASK = 1;

    private final DeclaredTasks tasks;
    private final Records records;
    private final ChainQueue chains;
    private final TaskDecisions decisions;
    private final int mostOfAll;

    /**
     * Reasons from these records.
     *
     * @param mostOfAll how many attempts may be queued or running at once, 1 or more
     */
    public WaitReasons(DeclaredTasks tasks, Records records, int mostOfAll) {
        this.tasks = tasks;
        this.records = records;
        this.chains = new ChainQueue(records);
        this.decisions = new TaskDecisions(records.transactions());
        this.mostOfAll = mostOfAll;
    }

    /** Decides for an instance that is WAITING or in RETRY_WAIT, by what is written down now. */
    public Readiness of(CycleInstance instance) {
        return of(instance, () -> records.edges().open(instance.id()));
    }

    /** The same as if all that it runs after had succeeded. */
    Readiness besidesUpstreams(CycleInstance instance) {
        return of(instance, List::of);
    }

    private Readiness of(CycleInstance instance, Supplier<List<Upstream>> open) {
        Optional<DeclaredTask> declared = tasks.of(instance);
        if (declared.isEmpty()) {
            return new Readiness.Blocked(
                    List.of("the version that it was made from cannot be read; submit its workflow again"));
        }
        int mostOfTask = declared.get().task().terms().share().maxParallel().orElse(USUAL_OF_TASK);
        return records.transactions().inTransaction(() -> {
            List<TaskId> taken = records.instances().slotsTaken();
            TaskId task = instance.id().task();
            return Readiness.of(
                    instance,
                    open.get(),
                    besides(instance),
                    List.of(
                            new Limit("of " + task, Collections.frequency(taken, task), mostOfTask),
                            new Limit("", taken.size(), mostOfAll)),
                    records.clock().instant());
        });
    }

    /** What holds it up that is neither its time, nor an upstream, nor a limit. */
    private List<String> besides(CycleInstance instance) {
        List<String> reasons = new ArrayList<>(chains.reasons(instance));
        boolean settles = instance.state() == InstanceState.RETRY_WAIT
                && records.attempts().commitBegun(instance.id());
        if (!settles) {
            TaskId task = instance.id().task();
            decisions
                    .paused(task)
                    .ifPresent(paused -> reasons.add(
                            "its task " + paused.sentence() + "; `tidemark tasks resume " + task + "` lets it go on"));
        }
        return reasons;
    }
}

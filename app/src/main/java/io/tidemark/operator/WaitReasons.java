package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.Previous;
import io.tidemark.instance.Readiness;
import io.tidemark.instance.Slots;
import io.tidemark.workflow.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Says whether an instance may have its next attempt now, and if not, everything that it waits for. Thread-safe. */
public final class WaitReasons {
    /** The windows of a task go one after the other. */
    private static final int MOST_OF_TASK = 1;

    private final DeclaredTasks tasks;
    private final Records records;
    private final ChainQueue chains;
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
        this.mostOfAll = mostOfAll;
    }

    /** Decides for an instance that is WAITING or in RETRY_WAIT, by what is written down now. */
    public Readiness of(CycleInstance instance) {
        Optional<DeclaredTask> declared = tasks.of(instance);
        if (declared.isEmpty()) {
            return new Readiness.Blocked(
                    List.of("the version that it was made from cannot be read; submit its workflow again"));
        }
        return records.transactions().inTransaction(() -> {
            Optional<Previous> previous = declared.get().task().afterOwnPrevious()
                    ? records.instances().previous(instance)
                    : Optional.empty();
            List<TaskId> taken = records.instances().slotsTaken();
            int ofTask = Collections.frequency(taken, instance.id().task());
            Slots slots = new Slots(ofTask, MOST_OF_TASK, taken.size(), mostOfAll);
            return Readiness.of(
                    instance,
                    previous,
                    chains.reasons(instance),
                    slots,
                    records.clock().instant());
        });
    }
}

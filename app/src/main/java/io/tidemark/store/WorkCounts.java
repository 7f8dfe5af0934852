package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceState;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * How much work there is, in numbers.
 *
 * @param due instances that are due and have not succeeded; a state that none is in has no entry
 * @param waitingSince when the longest due scheduled instance of a task fell due that should go on by itself; a task without one has
 *     no entry
 * @param attempts that wait for a worker or have one; a state that none is in has no entry
 * @param undecidedWindows that wait for a person's answer
 * @param stoppedChains that are to be recovered
 * @param heads how far each chain has come, exclusive; one that has not come anywhere has no entry
 * @param paused tasks that a person has paused
 */
public record WorkCounts(
        Map<InstanceState, Long> due,
        Map<TaskId, Instant> waitingSince,
        Map<AttemptState, Long> attempts,
        long undecidedWindows,
        long stoppedChains,
        Map<ChainId, Instant> heads,
        Set<TaskId> paused) {
    public WorkCounts {
        due = Map.copyOf(due);
        waitingSince = Map.copyOf(waitingSince);
        attempts = Map.copyOf(attempts);
        heads = Map.copyOf(heads);
        paused = Set.copyOf(paused);
    }
}

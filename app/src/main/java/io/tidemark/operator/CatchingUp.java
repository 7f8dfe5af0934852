package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import io.tidemark.store.OperatorPulse;
import io.tidemark.workflow.CatchUp;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices that no operator ran for a while, and leaves out those of the cycles that came due meanwhile which their task's {@code
 * catchUp} does not want. What is left out becomes a dry run: it succeeds in its turn, so that what comes after goes on.
 */
public final class CatchingUp {
    private static final System.Logger LOG = System.getLogger(CatchingUp.class.getName());

    private static final Duration NOTED_EVERY = Duration.ofSeconds(5);

    /** A pause that is shorter is none: an operator may stand still for a moment. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final DeclaredTasks tasks;
    private final Records records;
    private final OperatorPulse pulse;

    public CatchingUp(DeclaredTasks tasks, Records records) {
        this.tasks = tasks;
        this.records = records;
        this.pulse = new OperatorPulse(records.transactions());
    }

    /** To be called after all cycles up to now are planned, and before any of them is queued. Repeatable, on any number of nodes. */
    public void look() {
        Instant now = records.clock().instant();
        Optional<Instant> seen = pulse.seen();
        if (seen.isEmpty()) {
            pulse.begin(now);
            return;
        }
        Instant last = seen.get();
        if (now.isBefore(last.plus(NOTED_EVERY))) {
            return;
        }
        records.transactions().run(() -> {
            if (pulse.move(last, now) && now.isAfter(last.plus(SHORTEST))) {
                leaveOut(last, now);
            }
        });
    }

    private void leaveOut(Instant last, Instant now) {
        LOG.log(Level.WARNING, "no operator ran from {0} to {1}; its cycles are caught up", last, now);
        tasks.inForce()
                .filter(task -> task.task().terms().timing().catchUp() != CatchUp.ALL)
                .forEach(task -> {
                    CatchUp policy = task.task().terms().timing().catchUp();
                    List<InstanceId> missed = records.planned().missed(task.id(), last, now);
                    List<InstanceId> left = policy == CatchUp.LATEST && !missed.isEmpty()
                            ? missed.subList(0, missed.size() - 1)
                            : missed;
                    if (!left.isEmpty()) {
                        records.planned()
                                .leaveOut(
                                        left,
                                        "left out: it came due while no operator ran, and its task has catchUp: "
                                                + policy.name().toLowerCase(Locale.ROOT),
                                        now);
                        LOG.log(Level.INFO, "{0} cycles of {1} are left out", left.size(), task.id());
                    }
                });
    }
}

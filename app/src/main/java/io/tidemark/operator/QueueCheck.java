package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.AttemptRow;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares attempts that wait for a worker with the jobs that should bring them one, and queues those again whose job was
 * deleted or ended without claiming its attempt.
 */
public final class QueueCheck {
    private static final System.Logger LOG = System.getLogger(QueueCheck.class.getName());

    /** A job that just ended may have claimed its attempt a moment ago. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Records records;
    private final Dispatcher dispatcher;

    public QueueCheck(Records records, Dispatcher dispatcher) {
        this.records = records;
        this.dispatcher = dispatcher;
    }

    /** Queues again what has waited for a while and has no job. Returns how many that were. */
    public int sweep() {
        List<AttemptRow> waiting =
                records.attempts().queuedBefore(records.clock().instant().minus(LEFT_ALONE));
        if (waiting.isEmpty()) {
            return 0;
        }
        Set<UUID> live = dispatcher.live(waiting.stream().map(AttemptRow::id).collect(Collectors.toSet()));
        List<AttemptRow> forgotten =
                waiting.stream().filter(attempt -> !live.contains(attempt.id())).toList();
        int queued = 0;
        for (AttemptRow attempt : forgotten) {
            if (records.transactions().inTransaction(() -> queueAgain(attempt))) {
                queued++;
            }
        }
        if (queued > 0) {
            dispatcher.kick();
        }
        return queued;
    }

    private boolean queueAgain(AttemptRow attempt) {
        Optional<CycleInstance> instance = records.instances().find(attempt.instance());
        boolean waits =
                instance.filter(found -> found.state() == InstanceState.READY).isPresent()
                        && records.attempts()
                                .find(attempt.id())
                                .filter(now -> now.state() == attempt.state())
                                .isPresent();
        if (waits) {
            AttemptTicket ticket = AttemptTicket.of(attempt.instance(), attempt.number());
            dispatcher.enqueue(ticket);
            LOG.log(
                    Level.WARNING,
                    "the job of {0} was gone before a worker took it; it is queued again",
                    ticket.name());
        }
        return waits;
    }
}

package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Readiness;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Queues an attempt of every instance that may have one now, first or further. May run on any number of nodes and threads at
 * once: slots are counted and taken under one lock, and the expected state stands in every update.
 */
public final class ReadySweep {
    private static final System.Logger LOG = System.getLogger(ReadySweep.class.getName());

    private final WaitReasons reasons;
    private final Records records;
    private final Dispatcher dispatcher;

    public ReadySweep(WaitReasons reasons, Records records, Dispatcher dispatcher) {
        this.reasons = reasons;
        this.records = records;
        this.dispatcher = dispatcher;
    }

    /** Queues what may be queued, the longest due first, and lets the workers look. Returns how many attempts that were. */
    public int sweep() {
        int queued = 0;
        try {
            for (CycleInstance instance :
                    records.instances().due(records.clock().instant())) {
                if (reasons.of(instance) instanceof Readiness.Ready && queue(instance)) {
                    queued++;
                }
            }
        } finally {
            if (queued > 0) {
                dispatcher.kick();
            }
        }
        return queued;
    }

    private boolean queue(CycleInstance instance) {
        Optional<AttemptTicket> queued = records.transactions().inTransaction(() -> {
            records.instances().lockSlots();
            return reasons.of(instance) instanceof Readiness.Ready ? attempt(instance) : Optional.empty();
        });
        queued.ifPresent(ticket -> LOG.log(Level.INFO, "{0} is queued", ticket.name()));
        return queued.isPresent();
    }

    private Optional<AttemptTicket> attempt(CycleInstance instance) {
        int number = records.attempts().count(instance.id()) + 1;
        AttemptTicket ticket = AttemptTicket.of(instance.id(), instance.origin(), number);
        InstanceEvent event =
                instance.state() == InstanceState.WAITING ? InstanceEvent.UPSTREAMS_DONE : InstanceEvent.RETRY_DUE;
        if (!records.instances()
                .move(
                        instance.id(),
                        instance.state(),
                        event,
                        records.note("attempt " + number + " waits for a worker"),
                        Optional.empty())) {
            return Optional.empty(); // another node was first
        }
        records.attempts()
                .insert(ticket.attempt(), instance.id(), number, records.clock().instant());
        dispatcher.enqueue(ticket);
        return Optional.of(ticket);
    }
}

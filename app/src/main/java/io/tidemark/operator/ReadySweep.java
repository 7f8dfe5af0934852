package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Readiness;
import io.tidemark.instance.Work;
import io.tidemark.store.InstanceStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Queues an attempt of every instance that may have one now, first or further. May run on any number of nodes and threads at
 * once: slots are counted and taken under one lock, and the expected state stands in every update.
 */
public final class ReadySweep {
    private static final System.Logger LOG = System.getLogger(ReadySweep.class.getName());

    private static final int SETTLED_AT_ONCE = 200;
    private static final int LOOKED_AT_ONCE = 200;
    private static final Duration REVIEWED_EVERY = Duration.ofSeconds(10);

    private final WaitReasons reasons;
    private final Records records;
    private final Dispatcher dispatcher;
    private final AtomicReference<Instant> reviewed = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();

    public ReadySweep(WaitReasons reasons, Records records, Dispatcher dispatcher) {
        this.reasons = reasons;
        this.records = records;
        this.dispatcher = dispatcher;
    }

    /**
     * Queues what may be queued, the longest due first, and lets the workers look. Whoever calls while another thread of this
     * node does so leaves it to that one, which looks once more. Returns how many attempts were queued by this call.
     */
    public int sweep() {
        int queued = 0;
        asked.set(true);
        while (asked.get() && sweeping.compareAndSet(false, true)) {
            try {
                asked.set(false);
                review();
                settle();
                queued += queueDue();
            } finally {
                sweeping.set(false);
            }
        }
        return queued;
    }

    private int queueDue() {
        int queued = 0;
        List<InstanceStore.Slot> taken = records.instances().slotsTaken();
        Instant now = records.clock().instant();
        try {
            int skipped = 0;
            List<CycleInstance> due;
            do {
                due = reasons.isFull(taken) ? List.of() : records.instances().due(now, skipped, LOOKED_AT_ONCE);
                for (CycleInstance instance : due) {
                    if (reasons.hasSlot(instance, taken) && queue(instance)) {
                        taken = records.instances().slotsTaken();
                        queued++;
                    } else {
                        skipped++;
                    }
                }
            } while (due.size() == LOOKED_AT_ONCE);
        } finally {
            if (queued > 0) {
                dispatcher.kick();
            }
        }
        return queued;
    }

    private void review() {
        Instant now = records.clock().instant();
        Instant last = reviewed.get();
        if (!now.minus(REVIEWED_EVERY).isBefore(last) && reviewed.compareAndSet(last, now)) {
            records.edges().review(now);
        }
    }

    /** Lets all that have nothing to do succeed, and those that this lets go on, until there is none left. */
    private void settle() {
        List<CycleInstance> due;
        do {
            due = records.instances().dueWithNothingToDo(records.clock().instant(), SETTLED_AT_ONCE);
            List<CycleInstance> some = due;
            records.transactions().run(() -> some.forEach(this::settle));
        } while (!due.isEmpty());
    }

    private void settle(CycleInstance instance) {
        String why = instance.work() == Work.VIRTUAL
                ? "what comes before it has succeeded, and it has nothing to do itself"
                : instance.reason().equals(CycleInstance.PLANNED) ? "a dry run: it is declared so" : instance.reason();
        if (records.edges().open(instance.id()).isEmpty()) {
            records.instances()
                    .move(
                            instance.id(),
                            InstanceState.WAITING,
                            InstanceEvent.NOTHING_TO_RUN,
                            records.note(why),
                            Optional.empty());
        } else {
            records.edges().look(instance.id());
        }
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
        AttemptTicket ticket = AttemptTicket.of(instance.id(), number);
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

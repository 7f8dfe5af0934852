package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.Schedules;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.Transactions;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An operator on a clock turned by hand, with jobs and windows that are rows in its database. */
final class World {
    static final LeaseTerms TERMS = new LeaseTerms(Duration.ofSeconds(15), Duration.ofSeconds(3));

    /** What all its tasks read from. */
    static final String SOURCE = "source";

    private static final Logger DECISIONS = Logger.getLogger("io.tidemark.operator");

    static {
        DECISIONS.setLevel(Level.OFF); // a day of cycles has thousands of lines
    }

    final Transactions transactions;
    final HandClock clock;
    final Fuse fuse;
    final HandPulse pulse = new HandPulse();
    final JobTable jobs;
    final WindowTable windows;
    final Records records;
    final DeclaredTasks tasks;
    final CycleMaterializer materializer;
    final WaitReasons reasons;
    final ReadySweep ready;
    final LostAttempts lost;
    final QueueCheck queue;
    final AttemptRunner runner;
    final Ticker ticker;
    final WorkflowList workflows;
    final SyncRequests requests;
    final CycleCursorStore cursors;

    /** What differs from world to world. */
    record Settings(
            List<Workflow> workflows, Duration horizon, Slots slots, SyncRequests requests, Schedules schedules) {
        static Settings of(Workflow... workflows) {
            return new Settings(
                    List.of(workflows),
                    Duration.ofHours(1),
                    Slots.of(4),
                    Samples.requests(Duration.ZERO),
                    Samples.SCHEDULES);
        }

        Settings horizon(Duration other) {
            return new Settings(workflows, other, slots, requests, schedules);
        }

        Settings mostAttempts(int other) {
            return slots(Slots.of(other));
        }

        Settings slots(Slots other) {
            return new Settings(workflows, horizon, other, requests, schedules);
        }

        Settings requests(SyncRequests other) {
            return new Settings(workflows, horizon, slots, other, schedules);
        }

        Settings schedules(Schedules other) {
            return new Settings(workflows, horizon, slots, requests, other);
        }
    }

    World(Transactions transactions, HandClock clock, Fuse fuse, String node, Settings settings) {
        this.transactions = transactions;
        this.clock = clock;
        this.fuse = fuse;
        this.workflows = new WorkflowList(settings.workflows());
        InstantSource fused = () -> {
            fuse.step();
            return clock.instant();
        };
        requests = (workflow, task, parameters) -> {
            fuse.step();
            return settings.requests().request(workflow, task, parameters);
        };
        jobs = new JobTable(transactions, fuse);
        windows = new WindowTable(transactions, fuse);
        records = Records.in(transactions, fused, node);
        tasks = new DeclaredTasks(workflows);
        cursors = new CycleCursorStore(transactions);
        materializer = new CycleMaterializer(
                tasks,
                new CycleCalendars(settings.schedules()),
                () -> requests,
                records,
                cursors,
                new CycleMaterializer.Ahead(settings.horizon(), settings.horizon()));
        reasons = new WaitReasons(tasks, records, settings.slots(), task -> Set.of(SOURCE));
        ready = new ReadySweep(reasons, records, jobs);
        lost = new LostAttempts(records);
        queue = new QueueCheck(records, jobs);
        runner = new AttemptRunner(tasks, requests, windows, records, new AttemptRunner.Leases(pulse, TERMS), ready);
        ticker = Ticker.of(
                materializer,
                new CatchingUp(tasks, records),
                lost,
                new UndecidedCycles(records),
                ready,
                queue,
                new Pruning(records, jobs, Retention.DEFAULT),
                () -> {});
    }

    /** A world of its own on an empty database. */
    static World fresh(Transactions transactions, Settings settings) {
        return fresh(transactions, Samples.START, settings);
    }

    /** The same, with the clock at another time. */
    static World fresh(Transactions transactions, Instant now, Settings settings) {
        JobTable.create(transactions);
        WindowTable.create(transactions);
        return new World(transactions, new HandClock(now), Fuse.never(), "node-1", settings);
    }

    /** One tick, and then workers until nothing is queued any more. */
    void tick() {
        ticker.tick();
        while (jobs.work(runner) > 0) {
            pulse.beat();
        }
    }

    /** As {@link #tick}, but what a worker's end lets start waits for the next time. */
    void tickAndWorkOnce() {
        clock.turn(Duration.ofSeconds(1));
        ticker.tick();
        jobs.work(runner);
    }

    /** Turns the clock in steps and ticks after each. */
    void pass(Duration time, Duration step) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.turn(step);
            tick();
        }
    }

    List<InstanceView> all() {
        InstanceFilter everything = new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1_000_000);
        return new InstanceViews(transactions)
                .list(everything).stream()
                        .sorted(Comparator.comparing(view -> view.id().cycle()))
                        .toList();
    }

    List<InstanceView> in(InstanceState state) {
        return all().stream().filter(view -> view.state() == state).toList();
    }

    CycleInstance instance(InstanceId id) {
        return records.instances().find(id).orElseThrow();
    }

    List<AttemptState> attempts(InstanceId id) {
        return records.attempts().of(id).stream().map(AttemptRow::state).toList();
    }

    /** The steps of an instance's life so far. */
    List<String> life(InstanceId id) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT event FROM instance_transition WHERE instance = :id ORDER BY version")
                .bind("id", id.toString())
                .mapTo(String.class)
                .list());
    }
}

package io.tidemark.bench;

import io.tidemark.definition.CronSchedules;
import io.tidemark.jobs.JobQueue;
import io.tidemark.jobs.JobRunrDispatcher;
import io.tidemark.jobs.JobServer;
import io.tidemark.jobs.JobSettings;
import io.tidemark.operator.AttemptRunner;
import io.tidemark.operator.CatchingUp;
import io.tidemark.operator.CycleMaterializer;
import io.tidemark.operator.DaemonPulse;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.DueAlarm;
import io.tidemark.operator.LeaseTerms;
import io.tidemark.operator.LostAttempts;
import io.tidemark.operator.Pruning;
import io.tidemark.operator.QueueCheck;
import io.tidemark.operator.ReadySweep;
import io.tidemark.operator.Records;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import io.tidemark.operator.Ticker;
import io.tidemark.operator.UndecidedCycles;
import io.tidemark.operator.WaitReasons;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.Transactions;
import io.tidemark.sync.SyncRequests;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.result.RowView;

/** From due time to the start of the attempt, on a whole operator whose attempts have nothing to do. */
final class StartsScenario implements Scenario {
    private static final int STARTS_A_SECOND = 50;

    /** For so many seconds the JVM still compiles what it runs. */
    private static final int COLD = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Its rows are starts. */
    @Override
    public Load usual() {
        return new Load(3000, 1, 8, 0, 1, List.of());
    }

    @Override
    public void play(Load load, Stage stage) throws IOException, InterruptedException {
        stage.out().println("database    operator  starts  starts/s   p50 ms   p95 ms   p99 ms   max ms");
        for (TriedDatabase.Kind kind : TriedDatabase.Kind.values()) {
            Path folder = Files.createDirectory(stage.folder().resolve(kind.name()));
            try (TriedDatabase database = kind.open(folder)) {
                List<Double> delays = delays(load, stage, new Transactions(database.database()));
                int cold = Math.min(COLD * STARTS_A_SECOND, delays.size() / 2);
                print(stage, kind + "  cold", delays.subList(0, cold));
                print(stage, kind + "  warm", delays.subList(cold, delays.size()));
            }
        }
        stage.out().flush();
    }

    private static void print(Stage stage, String what, List<Double> delays) {
        stage.out()
                .printf(
                        Locale.ROOT,
                        "%-20s%,8d%10d%9.0f%9.0f%9.0f%9.0f%n",
                        what,
                        delays.size(),
                        STARTS_A_SECOND,
                        at(delays, 0.50),
                        at(delays, 0.95),
                        at(delays, 0.99),
                        at(delays, 1));
    }

    private static List<Double> delays(Load load, Stage stage, Transactions transactions) throws InterruptedException {
        EmptyTasks tasks = new EmptyTasks(load.rows(), Duration.ofSeconds(1).dividedBy(STARTS_A_SECOND));
        Workflow workflow = tasks.workflow();
        Instant now = stage.clock().instant();
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        // The clock is put forward to shortly before the minute: what matters is what follows it.
        Duration toPlan = Duration.ofSeconds(2).plusMillis(5L * load.rows());
        Duration ahead = Duration.between(now.plus(toPlan), first);
        InstantSource clock = () -> stage.clock().instant().plus(ahead);
        Instant before = first.minus(1, ChronoUnit.SECONDS);
        SyncRequests requests = tasks.requests(first);
        DeclaredTasks declared = new DeclaredTasks(new UnchangedWorkflows(List.of(workflow)));
        Records records = Records.in(transactions, clock, "bench");
        CycleCursorStore cursors = new CycleCursorStore(transactions);
        // Planned for one minute only, and then never again: what is measured is the way from due to started.
        CycleMaterializer planner = new CycleMaterializer(
                declared,
                new CycleCalendars(new CronSchedules()),
                () -> requests,
                Records.in(transactions, () -> before, "bench"),
                cursors,
                new CycleMaterializer.Ahead(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        JobQueue queue = JobQueue.open(transactions.joining());
        JobRunrDispatcher dispatcher = new JobRunrDispatcher(queue);
        ReadySweep ready = new ReadySweep(
                new WaitReasons(declared, records, Slots.of(load.concurrent()), task -> Set.of()), records, dispatcher);
        DaemonPulse leases = new DaemonPulse("leases");
        DaemonPulse ticks = new DaemonPulse("ticks");
        DaemonPulse due = new DaemonPulse("due");
        AttemptRunner attempts = new AttemptRunner(
                declared,
                requests,
                EmptyTasks.RUNNER,
                records,
                new AttemptRunner.Leases(leases, LeaseTerms.DEFAULT),
                ready);
        Ticker ticker = Ticker.of(
                planner,
                new CatchingUp(declared, records),
                new LostAttempts(records),
                new UndecidedCycles(records),
                ready,
                new QueueCheck(records, dispatcher),
                new Pruning(records, dispatcher, Retention.DEFAULT),
                () -> {});
        try (JobServer jobs = new JobServer(queue, attempts::run, JobSettings.DEFAULTS)) {
            jobs.start();
            ticker.start(ticks);
            new DueAlarm(ready, records).start(due);
            ticks.every(Duration.ofSeconds(1), jobs::tend);
            return waitFor(load.rows(), transactions);
        } finally {
            ticks.close();
            due.close();
            leases.close();
            queue.close();
        }
    }

    private static List<Double> waitFor(int count, Transactions transactions) throws InterruptedException {
        long begun = System.nanoTime();
        for (int started = 0; started < count; started = started(transactions)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("Only " + started + " of " + count + " attempts have started.");
            }
            Thread.sleep(250);
        }
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT i.due_at, a.started_at FROM attempt a JOIN cycle_instance i ON i.id = a.instance"
                        + " ORDER BY i.due_at")
                .map((RowView row) -> Duration.between(
                                        row.getColumn("due_at", Instant.class),
                                        row.getColumn("started_at", Instant.class))
                                .toNanos()
                        / 1e6)
                .list());
    }

    private static int started(Transactions transactions) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COUNT(*) FROM attempt WHERE started_at IS NOT NULL")
                .mapTo(Integer.class)
                .one());
    }

    /** The least delay that a share of all does not exceed. */
    private static double at(List<Double> delays, double share) {
        List<Double> sorted = delays.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}

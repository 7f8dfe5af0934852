package io.tidemark.bench;

import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.definition.Validation;
import io.tidemark.operator.CycleMaterializer;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.Records;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.Transactions;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first tick after many workflows were submitted: a day of instances with parameters, due times and edges. */
final class PlanningScenario implements Scenario {
    private static final Instant NOW = Instant.parse("2026-11-22T02:04:30Z");
    private static final Duration DAY = Duration.ofHours(24);

    /** Its rows are workflows. */
    @Override
    public Load usual() {
        return new Load(108, 1, 1, 1, 3, List.of());
    }

    @Override
    public void play(Load load, Stage stage) throws IOException {
        Path folder = stage.folder().resolve("workflows");
        ManyWorkflows.write(folder, load.rows());
        List<Workflow> workflows =
                Validation.folder(folder, Optional.empty(), name -> "0").declared();
        stage.out().println("database    round  instances   edges  seconds  instances/s  next tick, ms");
        for (TriedDatabase.Kind kind : TriedDatabase.Kind.values()) {
            List<Double> rates = new ArrayList<>();
            for (int round = 1 - load.uncounted(); round <= load.rounds(); round++) {
                double rate = round(kind, round, workflows, stage);
                if (round > 0) {
                    rates.add(rate);
                }
            }
            Spread spread = new Spread(rates);
            stage.out()
                    .printf(
                            Locale.ROOT,
                            "%-12sinstances a second: %,.0f / %,.0f / %,.0f%n",
                            kind,
                            spread.least(),
                            spread.median(),
                            spread.most());
        }
        stage.out().flush();
    }

    private static double round(TriedDatabase.Kind kind, int round, List<Workflow> workflows, Stage stage)
            throws IOException {
        Path folder = Files.createDirectory(stage.folder().resolve(kind + "-" + round + "-" + System.nanoTime()));
        try (TriedDatabase database = kind.open(folder)) {
            Transactions transactions = new Transactions(database.database());
            CycleMaterializer planner = new CycleMaterializer(
                    new DeclaredTasks(new UnchangedWorkflows(workflows)),
                    new CycleCalendars(new CronSchedules()),
                    () -> new PlannedRequests(Optional.empty(), name -> "0"),
                    Records.in(transactions, () -> NOW, "bench"),
                    new CycleCursorStore(transactions),
                    new CycleMaterializer.Ahead(DAY, DAY));
            double seconds = seconds(planner);
            long instances = count(transactions, "cycle_instance");
            double again = seconds(planner);
            stage.out()
                    .printf(
                            Locale.ROOT,
                            "%-12s%5s%,11d%,8d%9.2f%,13.0f%15.0f%n",
                            kind,
                            round > 0 ? round : "warm",
                            instances,
                            count(transactions, "instance_edge"),
                            seconds,
                            instances / seconds,
                            again * 1000);
            stage.out().flush();
            return instances / seconds;
        }
    }

    private static double seconds(CycleMaterializer planner) {
        long begun = System.nanoTime();
        planner.materialize();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long count(Transactions transactions, String table) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}

package io.tidemark.store;

import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.operator.Backfills;
import io.tidemark.operator.ChainCare;
import io.tidemark.operator.CycleCare;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.LocalDesk;
import io.tidemark.operator.Records;
import io.tidemark.operator.Slots;
import io.tidemark.operator.StatusTables;
import io.tidemark.operator.StatusTables.StatusTable;
import io.tidemark.operator.StoredWorkflows;
import io.tidemark.operator.Submissions;
import io.tidemark.operator.Trail;
import io.tidemark.operator.VerifyByHand;
import io.tidemark.operator.WaitReasons;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.WindowVerifier;
import io.tidemark.sync.WitnessTable;
import io.tidemark.sync.Workers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** Desks on a database of a test. */
public final class TestDesks {
    private TestDesks() {}

    public static ChainCare care(Transactions transactions, InstantSource clock) {
        return new ChainCare(
                new ChainEditor(transactions, clock),
                new LedgerView(transactions),
                new SqlCheckpointLedger(transactions, clock),
                Records.in(transactions, clock, "node-1"),
                clock,
                "nobody");
    }

    /** A desk for decisions that need no status table. */
    public static LocalDesk desk(Transactions transactions, InstantSource clock) {
        return desk(transactions, clock, (names, hint) -> {
            throw new IllegalStateException("no status table is needed");
        });
    }

    /** A desk whose chains are all read from one source. */
    public static LocalDesk desk(
            Transactions transactions, InstantSource clock, StreamSource source, WitnessTable witnesses) {
        return desk(transactions, clock, (names, hint) -> new StatusTable() {
            @Override
            public WitnessTable witnesses() {
                return witnesses;
            }

            @Override
            public StreamSource source() {
                return source;
            }

            @Override
            public void close() {}
        });
    }

    private static LocalDesk desk(Transactions transactions, InstantSource clock, StatusTables tables) {
        Submissions submissions = new Submissions(
                new VersionStore(transactions),
                KeptWorkflows.INSTANCE,
                workflow -> List.of(),
                Records.in(transactions, clock, "node-1"));
        return new LocalDesk(
                care(transactions, clock),
                tables,
                submissions,
                cycles(transactions, clock),
                backfills(transactions, clock, tables),
                verify(transactions, clock),
                new Trail(new AuditLog(transactions), clock));
    }

    /** Knows windows, but not what they were made from. */
    private static VerifyByHand verify(Transactions transactions, InstantSource clock) {
        return new VerifyByHand(
                new LedgerView(transactions),
                new WrittenWindows(transactions),
                (chain, window, hint) -> {
                    throw new UnsupportedOperationException();
                },
                new WindowVerifier(
                        (source, table, retries) -> {
                            throw new UnsupportedOperationException();
                        },
                        (target, table, compress) -> {
                            throw new UnsupportedOperationException();
                        },
                        new Workers(clock, pause -> {}, Executors.newCachedThreadPool())));
    }

    private static Backfills backfills(Transactions transactions, InstantSource clock, StatusTables tables) {
        return new Backfills(
                new DeclaredTasks(new StoredWorkflows(new VersionStore(transactions), KeptWorkflows.INSTANCE)),
                new CycleCalendars(new CronSchedules()),
                () -> new PlannedRequests(Optional.empty(), name -> null),
                Records.in(transactions, clock, "node-1"),
                tables);
    }

    /** Of workflows that were submitted into the database. */
    private static CycleCare cycles(Transactions transactions, InstantSource clock) {
        Records records = Records.in(transactions, clock, "node-1");
        DeclaredTasks tasks =
                new DeclaredTasks(new StoredWorkflows(new VersionStore(transactions), KeptWorkflows.INSTANCE));
        return new CycleCare(
                tasks,
                new WaitReasons(tasks, records, Slots.of(4), task -> Set.of()),
                records,
                new InstanceViews(transactions),
                new LedgerView(transactions),
                () -> {
                    throw new IllegalStateException("no window is told");
                },
                () -> {
                    throw new IllegalStateException("no attempt is taken back");
                });
    }
}

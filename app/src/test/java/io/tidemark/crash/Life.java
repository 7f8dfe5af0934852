package io.tidemark.crash;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Outcome;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.Sleeper;
import io.tidemark.maxcompute.TunnelConnector;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.store.Transactions;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.Speed;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.Workers;
import io.tidemark.tablestore.TablestoreConnector;
import io.tidemark.workflow.GapPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One life of the operator on a data directory: database, clients and runner as they are wired, with a wire at every port. */
final class Life implements AutoCloseable {
    static final ChainId CHAIN = new ChainId("crash/changes");

    private static final List<String> COLUMNS = List.of("h", "k", "n", "s");

    /** Retries come at once: what they wait for is the sandbox, which needs no pause. */
    private static final Sleeper SHORT = pause -> LockSupport.parkNanos(
            Math.min(pause.toNanos(), Duration.ofMillis(20).toNanos()));

    private final DataDirectory directory;
    private final Database database;
    private final Clouds.Ends ends;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sync");
        thread.setDaemon(true);
        return thread;
    });

    Life(Path data, Clouds.Ends ends) {
        this.ends = ends;
        directory = DataDirectory.open(data, "crash test");
        database = Database.open(directory);
    }

    CheckpointLedger ledger() {
        return new SqlCheckpointLedger(new Transactions(database), InstantSource.system());
    }

    Database database() {
        return database;
    }

    /** Runs a window to its end, or to where the wire trips. */
    Outcome run(Work work, AttemptLog log, Consumer<String> wire) {
        SyncTaskRunner runner = new SyncTaskRunner(
                (source, table, retries) ->
                        Points.wired(StreamSource.class, new TablestoreConnector().open(source, table, retries), wire),
                (target, table, compress) ->
                        Points.wired(TableSink.class, new TunnelConnector().open(target, table, compress), wire),
                Points.wired(CheckpointLedger.class, ledger(), wire),
                new Workers(InstantSource.system(), SHORT, threads));
        return runner.run(
                request(work),
                new AttemptContext(
                        "life " + ProcessHandle.current().pid(),
                        new Progress(),
                        new Cancellation(),
                        log,
                        outcome -> wire.accept(Points.INSIDE_COMPLETE)));
    }

    private SyncRequest request(Work work) {
        return new SyncRequest(
                CHAIN,
                work.window(),
                Duration.ZERO,
                new SyncRequest.Source(ends.source(), Clouds.TABLE, Clouds.STATUS_TABLE, 2),
                new SyncRequest.Target(
                        ends.target(),
                        Clouds.COPY,
                        false,
                        Partition.parse(work.partition()),
                        Optional.of(COLUMNS),
                        work.mode() == Work.Mode.OVERWRITE,
                        false,
                        false),
                new ExportMode.RowMode(
                        COLUMNS.stream()
                                .<SourceColumn>map(SourceColumn.Named::new)
                                .toList(),
                        false),
                Speed.unlimited(Math.min(work.shards(), 4)),
                ErrorLimit.NONE,
                GapPolicy.EXTEND,
                Optional.empty());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        database.close();
        directory.close();
    }
}

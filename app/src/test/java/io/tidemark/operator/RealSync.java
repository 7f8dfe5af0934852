package io.tidemark.operator;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Outcome;
import io.tidemark.store.SqlCheckpointLedger;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.StreamRecord;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The windows of a world are moved by the product itself, from a stream in memory into a table in memory that is appended to. */
final class RealSync implements AutoCloseable {
    /** Each names a minute and comes in its middle; the first one is that of the first cycle. */
    static final int RECORDS = 6;

    private static final Instant FIRST_WINDOW = Instant.parse("2026-11-22T02:04:00Z");

    final FakeStream stream = new FakeStream(1);
    final FakeTarget target =
            new FakeTarget(new TableInfo(List.of(io.tidemark.sync.Samples.text("id", true)), List.of()));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SyncTaskRunner runner;
    private Function<SyncRequest, Optional<Outcome>> instead = request -> Optional.empty();

    RealSync(World world) {
        runner = new SyncTaskRunner(
                stream,
                target,
                new SqlCheckpointLedger(world.transactions, world.clock),
                new Workers(world.clock, duration -> {}, threads));
        moves(world);
        stream.shard("s0");
        for (int minute = 0; minute < RECORDS; minute++) {
            StreamRecord record =
                    io.tidemark.sync.Samples.put("" + minute, "x", FIRST_WINDOW.plusSeconds(60L * minute + 30), minute);
            stream.add("s0", record);
        }
    }

    /** The windows of this world, too, are moved here. */
    void moves(World world) {
        world.windows.before((request, context) -> Optional.of(run(request, context)));
    }

    /** Requests that append. */
    static SyncRequests requests() {
        SyncRequests overwriting = Samples.requests(Duration.ZERO);
        return (workflow, task, parameters) -> {
            SyncRequest request = overwriting.request(workflow, task, parameters);
            SyncRequest.Target to = request.target();
            return new SyncRequest(
                    request.chain(),
                    request.window(),
                    request.jump(),
                    request.source(),
                    new SyncRequest.Target(
                            to.dataSource(),
                            to.table(),
                            false,
                            Partition.WHOLE_TABLE,
                            to.columns(),
                            false,
                            false,
                            false),
                    request.mode(),
                    request.speed(),
                    request.errorLimit(),
                    request.onGap(),
                    request.again());
        };
    }

    /** How windows end that are not run. */
    void instead(Function<SyncRequest, Optional<Outcome>> outcome) {
        instead = outcome;
    }

    private Outcome run(SyncRequest request, AttemptContext context) {
        return instead.apply(request).orElseGet(() -> runner.run(request, context));
    }

    /** Does this once when the target meets a step the next time. */
    void once(String step, Runnable action) {
        boolean[] met = new boolean[1];
        target.hook(name -> {
            if (name.equals(step) && !met[0]) {
                met[0] = true;
                action.run();
            }
        });
    }

    /** In the order in which they came. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Row row : target.rows(Partition.WHOLE_TABLE)) {
            rows.add(String.valueOf(row.value(0)));
        }
        return rows;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

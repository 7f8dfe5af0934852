package io.tidemark.tablestore;

import static io.tidemark.tablestore.Sandbox.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That two lives of a chain cannot both believe they own a window, through the connector against a server. */
class WitnessTableContractTest {
    private static final ChainId CHAIN = new ChainId("earthquakes/changes");
    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    private Sandbox sandbox;
    private StreamSource source;
    private WitnessTable table;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(options -> options);
        source = Sandbox.open(sandbox.source(), 3);
        table = source.witnesses("status");
    }

    @AfterEach
    void stop() {
        source.close();
        sandbox.close();
    }

    private static Witness witness(Instant start, int round, String session) {
        return new Witness(
                "stream",
                CHAIN,
                new Window(start, start.plusSeconds(60)),
                Witness.State.COMMITTING,
                round,
                "p.t",
                new Prepared(
                        new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE),
                        Counts.NONE,
                        List.of(new CommitEntry(
                                Partition.parse("ds=20261122,hm=1000"), session, true, List.of(0L, 7L)))));
    }

    private static WindowCheckpoints manyCheckpoints(Random random) {
        Map<ShardId, Checkpoint> shards = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[48];
            random.nextBytes(noise);
            shards.put(
                    new ShardId("shard-" + i),
                    i % 3 == 0
                            ? Checkpoint.ended(null, START.plusNanos(random.nextInt(1_000_000_000)), i)
                            : new Checkpoint(
                                    new ShardIterator(java.util.HexFormat.of().formatHex(noise)),
                                    i,
                                    new Sequence(i, random.nextLong() >>> 8, i),
                                    i % 2 == 0 ? null : START,
                                    random.nextInt(1000)));
        }
        return new WindowCheckpoints(
                Checkpoints.of(Map.of(new ShardId("漢"), Checkpoint.at(new ShardIterator("i")))),
                Checkpoints.of(shards));
    }

    @Test
    void theTableIsMadeWithItsKeyAndLifetime() {
        table.touch("stream", CHAIN);
        table.touch("stream", CHAIN);
        DescribeTableResponse made = sandbox.client.describeTable(new DescribeTableRequest("status"));
        assertThat(made.getTableMeta().getPrimaryKeyMap())
                .containsExactly(
                        Map.entry("StreamId", PrimaryKeyType.STRING),
                        Map.entry("StatusType", PrimaryKeyType.STRING),
                        Map.entry("StatusValue", PrimaryKeyType.STRING));
        assertThat(made.getTableOptions().getTimeToLive()).isEqualTo(30 * 86_400);
        assertThat(made.getTableOptions().getMaxVersions()).isEqualTo(1);
        assertThat(table.find("stream", CHAIN, START)).isEmpty();
    }

    @Test
    void twoMakersMakeOneTable() throws Exception {
        assertThat(race(() -> {
                    table.touch("stream", CHAIN);
                    return true;
                }))
                .isEqualTo(2);
    }

    @Test
    void aTableWithAnotherKeyIsRefused() {
        TableMeta meta = new TableMeta("status");
        meta.addPrimaryKeyColumn("StreamId", PrimaryKeyType.STRING);
        sandbox.client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
        assertFailure(() -> table.touch("stream", CHAIN), FailureKind.USER, "STATUS_TABLE_UNUSABLE");
    }

    @Test
    void aChainThatNoKeyColumnHoldsIsRefused() {
        assertFailure(
                () -> table.touch("stream", new ChainId("漢".repeat(400))), FailureKind.USER, "CHAIN_NAME_TOO_LONG");
    }

    @Test
    void aWitnessComesBackAsItWasWritten() {
        long seed = System.nanoTime();
        table.touch("stream", CHAIN);
        Witness given = new Witness(
                "stream",
                CHAIN,
                new Window(START, START.plusMillis(1)),
                Witness.State.COMMITTED,
                4,
                "p.t",
                new Prepared(
                        manyCheckpoints(new Random(seed)),
                        new Counts(1, 2, 3, 4, 5, 6, 7),
                        List.of(
                                new CommitEntry(Partition.WHOLE_TABLE, "s1", false, List.of(), Optional.of(1L << 40)),
                                new CommitEntry(Partition.parse("ds=1"), "s2", true, List.of(0L, 19_999L)))));
        assertThat(table.insert(given)).isTrue();
        assertThat(table.find("stream", CHAIN, START)).as("seed %d", seed).contains(given);
        Witness small = witness(START, 5, "s3");
        assertThat(table.replace(given, small)).isTrue();
        assertThat(table.find("stream", CHAIN, START)).contains(small);
        assertThat(table.find("other", CHAIN, START)).isEmpty();
        assertThat(table.find("stream", new ChainId("earthquakes/change"), START))
                .isEmpty();
        assertThat(table.find("stream", CHAIN, START.plusMillis(1))).isEmpty();
    }

    @Test
    void aReplacementNeedsWhatItExpects() {
        table.touch("stream", CHAIN);
        Witness first = witness(START, 0, "a");
        assertThat(table.replace(first, witness(START, 1, "b"))).as("no row").isFalse();
        assertThat(table.insert(first)).isTrue();
        assertThat(table.insert(first)).as("a second time").isFalse();
        assertThat(table.replace(witness(START, 1, "a"), first.in(Witness.State.COMMITTED)))
                .as("another round")
                .isFalse();
        assertThat(table.replace(witness(START, 0, "b"), first.in(Witness.State.COMMITTED)))
                .as("another session")
                .isFalse();
        assertThat(table.replace(first.in(Witness.State.COMMITTED), first))
                .as("another state")
                .isFalse();
        assertThat(table.find("stream", CHAIN, START)).contains(first);
        assertThat(table.replace(first, first.in(Witness.State.COMMITTED))).isTrue();
        assertThat(table.replace(first, first.in(Witness.State.COMMITTED)))
                .as("a second time")
                .isFalse();
        assertThat(table.find("stream", CHAIN, START)).contains(first.in(Witness.State.COMMITTED));
    }

    @Test
    void onlyWhatIsExpectedIsRemoved() throws Exception {
        table.touch("stream", CHAIN);
        Witness there = witness(START, 1, "a");
        assertThat(table.remove(there)).as("gone already").isTrue();
        assertThat(table.insert(there)).isTrue();
        assertThat(table.remove(witness(START, 0, "a"))).as("another round").isFalse();
        assertThat(table.remove(witness(START, 1, "b"))).as("another session").isFalse();
        assertThat(table.remove(there.in(Witness.State.COMMITTED)))
                .as("another state")
                .isFalse();
        assertThat(table.find("stream", CHAIN, START)).contains(there);
        try (LosingProxy proxy = new LosingProxy(sandbox.server.port());
                StreamSource behind = Sandbox.open(Sandbox.source(proxy.endpoint(), Sandbox.SECRET), 3)) {
            proxy.loseAnswers("/DeleteRow", 1);
            assertThat(behind.witnesses("status").remove(there))
                    .as("went, answer lost")
                    .isTrue();
        }
        assertThat(table.find("stream", CHAIN, START)).isEmpty();
    }

    @Test
    void allWindowsOfOneChainComeInOrder() {
        assertThat(table.knows("stream", CHAIN)).as("no table yet").isFalse();
        table.touch("stream", new ChainId(CHAIN + "-2"));
        assertThat(table.knows("stream", CHAIN)).as("another chain").isFalse();
        table.touch("stream", CHAIN);
        assertThat(table.knows("stream", CHAIN)).isTrue();
        assertThat(table.all("stream", CHAIN)).isEmpty();
        Witness early = witness(START, 0, "a");
        Witness late = witness(START.plusSeconds(60_000_000), 3, "b").in(Witness.State.GAP);
        table.insert(late);
        table.insert(early);
        table.insert(new Witness(
                "stream", new ChainId(CHAIN + "-2"), early.window(), Witness.State.VOID, 0, "p.t", early.prepared()));
        table.insert(new Witness("stream-2", CHAIN, early.window(), Witness.State.VOID, 0, "p.t", early.prepared()));
        assertThat(table.all("stream", CHAIN)).containsExactly(early, late);
    }

    @Test
    void ofTwoWritersOneWins() throws Exception {
        table.touch("stream", CHAIN);
        for (int i = 0; i < 20; i++) {
            Instant start = START.plusSeconds(60L * i);
            assertThat(race(() -> table.insert(
                            witness(start, 0, Thread.currentThread().getName()))))
                    .isEqualTo(1);
            Witness there = table.find("stream", CHAIN, start).orElseThrow();
            assertThat(race(() -> table.replace(
                            there, witness(start, 1, Thread.currentThread().getName()))))
                    .isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsLostIsFoundInTheRow() throws Exception {
        table.touch("stream", CHAIN);
        try (LosingProxy proxy = new LosingProxy(sandbox.server.port());
                StreamSource behind = Sandbox.open(Sandbox.source(proxy.endpoint(), Sandbox.SECRET), 0)) {
            WitnessTable lossy = behind.witnesses("status");
            proxy.loseAnswers("/PutRow", 1);
            assertThat(lossy.insert(witness(START, 0, "a")))
                    .as("went in, answer lost")
                    .isTrue();
            proxy.loseAnswers("/PutRow", 1);
            assertThat(lossy.replace(witness(START, 0, "a"), witness(START, 1, "b")))
                    .isTrue();
            proxy.loseRequests("/PutRow", 1);
            assertFailure(
                    () -> lossy.insert(witness(START.plusSeconds(60), 0, "c")),
                    FailureKind.EXTERNAL,
                    "SOURCE_UNREACHABLE");
            assertThat(lossy.find("stream", CHAIN, START.plusSeconds(60))).isEmpty();
        }
        try (LosingProxy proxy = new LosingProxy(sandbox.server.port());
                StreamSource behind = Sandbox.open(Sandbox.source(proxy.endpoint(), Sandbox.SECRET), 3)) {
            WitnessTable lossy = behind.witnesses("status");
            proxy.loseAnswers("/PutRow", 1);
            assertThat(lossy.insert(witness(START.plusSeconds(120), 0, "d")))
                    .as("sent twice, its own first")
                    .isTrue();
            proxy.loseAnswers("/PutRow", 1);
            assertThat(lossy.insert(witness(START.plusSeconds(120), 0, "d")))
                    .as("somebody was there before")
                    .isFalse();
        }
    }

    private interface Writing {
        boolean write() throws Exception;
    }

    /** How many of two that start together succeed. */
    private static int race(Writing writing) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writers.add(pool.submit(() -> {
                    start.await();
                    return writing.write();
                }));
            }
            int won = 0;
            for (Future<Boolean> writer : writers) {
                won += writer.get() ? 1 : 0;
            }
            return won;
        } finally {
            pool.shutdown();
        }
    }
}

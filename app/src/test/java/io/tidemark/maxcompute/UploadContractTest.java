package io.tidemark.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.UploadSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commit protocol relies on, through the connector against a server. */
class UploadContractTest {
    private static final Partition DAY = Partition.parse("ds=20261122,hh=10");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T02:00:00Z"));
    private Sandbox sandbox;
    private TableSink sink;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(MaxComputeOptions.of(now::get));
        sandbox.sql("CREATE TABLE numbers (n BIGINT)");
        sandbox.sql("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING, hh STRING)");
        sink = sandbox.open("numbers");
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
        sandbox.close();
    }

    private static void write(UploadSession session, long block, long from, long to) {
        BlockWriter writer = session.openBlock(block);
        LongStream.range(from, to).forEach(n -> writer.write(new Row(new Object[] {n})));
        writer.finish();
    }

    private List<Long> numbers() throws Exception {
        return sandbox.numbers("numbers", Partition.WHOLE_TABLE);
    }

    @Test
    void nothingIsThereBeforeTheCommitAndAllOfItAfter() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        assertThat(session.view()).isEqualTo(new UploadSession.View(SessionStatus.NORMAL, Set.of()));
        write(session, 0, 0, 10);
        write(session, 7, 10, 12);
        assertThat(session.view()).isEqualTo(new UploadSession.View(SessionStatus.NORMAL, Set.of(0L, 7L)));
        assertThat(numbers()).isEmpty();
        session.commit(List.of(0L, 7L));
        assertThat(session.view().status()).isEqualTo(SessionStatus.CLOSED);
        assertThat(numbers()).isEqualTo(LongStream.range(0, 12).boxed().toList());
    }

    @Test
    void manyThreadsWriteBlocksOfOneSession() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> blocks = new ArrayList<>();
            for (int block = 0; block < 8; block++) {
                long from = block * 5000L;
                long id = block;
                blocks.add(pool.submit(() -> write(session, id, from, from + 5000)));
            }
            for (Future<?> block : blocks) {
                block.get();
            }
        } finally {
            pool.shutdown();
        }
        session.commit(LongStream.range(0, 8).boxed().toList());
        assertThat(numbers()).isEqualTo(LongStream.range(0, 40_000).boxed().toList());
    }

    @Test
    void compressedBlocksHoldTheSameRows() throws Exception {
        try (TableSink compressed =
                Sandbox.open(sandbox.source(sandbox.endpoint(), Sandbox.SECRET, "sandbox"), "numbers", true)) {
            UploadSession session = compressed.create(Partition.WHOLE_TABLE, false);
            write(session, 0, 0, 100_000);
            session.commit(List.of(0L));
        }
        assertThat(numbers()).isEqualTo(LongStream.range(0, 100_000).boxed().toList());
    }

    @Test
    void anAbortedBlockIsNotTaken() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 0, 0, 5);
        for (long rows : List.of(0L, 3L, 200_000L)) {
            BlockWriter aborted = session.openBlock(1);
            LongStream.range(0, rows).forEach(n -> aborted.write(new Row(new Object[] {n})));
            aborted.abort();
            aborted.abort();
        }
        assertThat(session.view().blocks()).containsExactly(0L);
        session.commit(List.of(0L));
        assertThat(numbers()).hasSize(5);
    }

    @Test
    void anAbortedRewriteLeavesTheBlockAsItWas() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 0, 0, 5);
        BlockWriter aborted = session.openBlock(0);
        aborted.write(new Row(new Object[] {99L}));
        aborted.abort();
        session.commit(List.of(0L));
        assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void theLastBlockOfAnIdCounts() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 3, 0, 100);
        write(session, 3, 200, 202);
        assertThat(session.view().blocks()).containsExactly(3L);
        session.commit(List.of(3L));
        assertThat(numbers()).containsExactly(200L, 201L);
    }

    @Test
    void aRowThatDoesNotFitTheTableBreaksTheBlockAndNotTheSession() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        BlockWriter writer = session.openBlock(0);
        assertThatThrownBy(() -> writer.write(new Row(new Object[] {1L, 2L})))
                .isInstanceOf(IllegalArgumentException.class);
        writer.abort();
        write(session, 0, 0, 1);
        session.commit(List.of(0L));
        assertThat(numbers()).containsExactly(0L);
    }

    @Test
    void bytesAreCountedAsTheyAreWritten() {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        BlockWriter writer = session.openBlock(0);
        assertThat(writer.bytes()).isZero();
        writer.write(new Row(new Object[] {1L}));
        long one = writer.bytes();
        assertThat(one).isPositive();
        writer.write(new Row(new Object[] {1L}));
        assertThat(writer.bytes()).isEqualTo(2 * one);
        writer.abort();
    }

    @Test
    void commitTakesExactlyTheBlocksItIsGiven() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 0, 0, 5);
        write(session, 1, 5, 10);
        for (List<Long> wrong : List.of(List.of(0L), List.of(0L, 1L, 2L), List.of(0L, 2L), List.<Long>of())) {
            assertFailure(() -> session.commit(wrong), FailureKind.BUG, "BLOCKS_DIFFER");
        }
        assertThat(session.view().status()).isEqualTo(SessionStatus.NORMAL);
        assertThat(numbers()).isEmpty();
        session.commit(List.of(1L, 0L));
        assertThat(numbers()).hasSize(10);
    }

    @Test
    void aRepeatedCommitDoublesNothing() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 0, 0, 5);
        session.commit(List.of(0L));
        session.commit(List.of(0L));
        assertThat(numbers()).hasSize(5);
    }

    @Test
    void aConflictAtARepeatedCommitIsSettledByTheView() throws Exception {
        try (Sandbox strict = Sandbox.start(MaxComputeOptions.of(now::get).withRecommit(RecommitPolicy.CONFLICT))) {
            strict.sql("CREATE TABLE numbers (n BIGINT)");
            UploadSession session = strict.open("numbers").create(Partition.WHOLE_TABLE, false);
            write(session, 0, 0, 5);
            session.commit(List.of(0L));
            assertFailure(() -> session.commit(List.of(0L)), FailureKind.EXTERNAL, "TARGET_REFUSED");
            assertThat(session.view().status()).isEqualTo(SessionStatus.CLOSED);
            assertThat(strict.numbers("numbers", Partition.WHOLE_TABLE)).hasSize(5);
        }
    }

    @Test
    void anOverwriteReplacesThePartitionAtItsCommit() throws Exception {
        TableSink parts = sandbox.open("parts");
        parts.ensurePartition(DAY);
        UploadSession first = parts.create(DAY, false);
        write(first, 0, 0, 5);
        first.commit(List.of(0L));
        UploadSession second = parts.create(DAY, true);
        write(second, 0, 100, 102);
        assertThat(sandbox.numbers("parts", DAY)).hasSize(5);
        second.commit(List.of(0L));
        assertThat(sandbox.numbers("parts", DAY)).containsExactly(100L, 101L);
        parts.create(DAY, true).commit(List.of());
        assertThat(sandbox.numbers("parts", DAY)).isEmpty();
    }

    @Test
    void aSessionIsFoundByItsIdFromElsewhere() throws Exception {
        TableSink parts = sandbox.open("parts");
        parts.ensurePartition(DAY);
        UploadSession session = parts.create(DAY, false);
        write(session, 0, 0, 5);
        UploadSession same = sandbox.open("parts").find(DAY, session.id());
        assertThat(same.id()).isEqualTo(session.id());
        assertThat(same.view()).isEqualTo(new UploadSession.View(SessionStatus.NORMAL, Set.of(0L)));
        write(same, 1, 5, 10);
        same.commit(List.of(0L, 1L));
        assertThat(session.view().status()).isEqualTo(SessionStatus.CLOSED);
        assertThat(sandbox.numbers("parts", DAY)).hasSize(10);
    }

    @Test
    void whatTheTargetDoesNotKnowIsAnAnswer() {
        assertThat(sink.find(Partition.WHOLE_TABLE, "0123456789").view())
                .isEqualTo(new UploadSession.View(SessionStatus.NOT_FOUND, Set.of()));
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24)));
        assertThat(session.view().status()).isEqualTo(SessionStatus.EXPIRED);
        assertFailure(() -> session.commit(List.of()), FailureKind.EXTERNAL, "TARGET_REFUSED");
    }

    @Test
    void aBlockAfterTheCommitIsRefused() throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        session.commit(List.of());
        assertFailure(() -> write(session, 0, 0, 100_000), FailureKind.EXTERNAL, "TARGET_REFUSED");
        assertThat(numbers()).isEmpty();
    }

    static void assertFailure(Runnable call, FailureKind kind, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.failure().kind()).isEqualTo(kind);
            assertThat(e.failure().sentence()).doesNotContain(Sandbox.SECRET).doesNotContain("sandbox-id");
        });
    }
}

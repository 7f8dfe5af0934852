package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadStatus;
import com.aliyun.odps.tunnel.TunnelException;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.tunnel.io.CompressOption.CompressAlgorithm;
import com.aliyun.odps.tunnel.io.TunnelBufferedWriter;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T02:00:00Z"));
    private MaxComputeServer server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        server = MaxComputeServer.start(MaxComputeOptions.of(now::get));
        client = new Client(server.endpoint());
        client.run("CREATE TABLE numbers (n BIGINT)");
        client.run("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING, hh STRING)");
        client.run("ALTER TABLE parts ADD PARTITION (ds='1', hh='a')");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void blocks_are_not_part_of_the_table_before_the_commit() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        assertThat(session.getStatus()).isEqualTo(UploadStatus.NORMAL);
        Client.writeNumbers(session, 0, 0, 10);
        assertThat(client.count("numbers")).isZero();
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isEqualTo(10);
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
    }

    @Test
    void five_blocks_at_once_each_in_another_codec() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        List<CompressAlgorithm> codecs = List.of(
                CompressAlgorithm.ODPS_RAW,
                CompressAlgorithm.ODPS_ZLIB,
                CompressAlgorithm.ODPS_SNAPPY,
                CompressAlgorithm.ODPS_LZ4_FRAME,
                CompressAlgorithm.ODPS_ZSTD);
        ExecutorService pool = Executors.newFixedThreadPool(5);
        try {
            List<Future<?>> blocks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int block = i;
                blocks.add(pool.submit(() -> {
                    CompressOption option = new CompressOption(codecs.get(block), 1, 0);
                    try (RecordWriter writer = session.openRecordWriter(block, option)) {
                        Record record = session.newRecord();
                        for (long n = 0; n < 20_000; n++) {
                            record.setBigint(0, block * 20_000L + n);
                            writer.write(record);
                        }
                    }
                    return block;
                }));
            }
            for (Future<?> block : blocks) {
                block.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(session.getBlockList()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        session.commit();
        TableTunnel.DownloadSession download = client.download("numbers");
        assertThat(Client.numbers(download.openRecordReader(0, download.getRecordCount())))
                .hasSize(100_000)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 100_000).boxed().toList());
    }

    @Test
    void the_last_block_closed_under_an_id_counts() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 7, 0, 100);
        Client.writeNumbers(session, 7, 500, 503);
        session.commit(new Long[] {7L});
        assertThat(client.rows("SELECT n FROM numbers"))
                .containsExactly(List.of("500"), List.of("501"), List.of("502"));
    }

    @Test
    void a_writer_that_is_still_open_adds_no_block_and_is_refused_when_it_closes() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 5);
        RecordWriter late = session.openRecordWriter(1);
        Record record = session.newRecord();
        record.setBigint(0, 99L);
        late.write(record);
        session.commit(new Long[] {0L});
        assertThatThrownBy(late::close).hasMessageContaining("StatusConflict");
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_commit_whose_blocks_differ_is_refused_by_the_client() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 5);
        assertThatThrownBy(() -> session.commit(new Long[] {0L, 1L})).hasMessageContaining("Blocks not match");
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void another_handle_opens_a_session_by_its_id_and_commits_it() throws Exception {
        TableTunnel.UploadSession session = client.upload("parts", "ds='1',hh='a'");
        Client.writeNumbers(session, 3, 0, 4);
        TableTunnel other = new TableTunnel(new Client(server.endpoint()).odps);
        TableTunnel.UploadSession same =
                other.getUploadSession("sandbox", "PARTS", new PartitionSpec("ds=1,hh=a"), session.getId());
        assertThat(same.getBlockList()).containsExactly(3L);
        Client.writeNumbers(same, 4, 4, 6);
        same.commit(new Long[] {3L, 4L});
        assertThat(client.count("parts")).isEqualTo(6);
    }

    @Test
    void sessions_append_and_an_overwrite_replaces() throws Exception {
        for (long start : List.of(0L, 10L)) {
            TableTunnel.UploadSession session = client.upload("parts", "ds=1,hh=a");
            Client.writeNumbers(session, 0, start, start + 10);
            session.commit(new Long[] {0L});
        }
        assertThat(client.count("parts")).isEqualTo(20);
        TableTunnel.UploadSession overwrite =
                client.tunnel.createUploadSession("sandbox", "parts", new PartitionSpec("ds=1,hh=a"), true);
        Client.writeNumbers(overwrite, 0, 100, 103);
        assertThat(client.count("parts")).isEqualTo(20);
        overwrite.commit(new Long[] {0L});
        assertThat(client.rows("SELECT n, ds, hh FROM parts"))
                .containsExactly(List.of("100", "1", "a"), List.of("101", "1", "a"), List.of("102", "1", "a"));
    }

    @Test
    void an_overwrite_without_blocks_empties() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 10);
        session.commit();
        TableTunnel.UploadSession overwrite = client.tunnel.createUploadSession("sandbox", "numbers", true);
        overwrite.commit(new Long[] {});
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void a_commit_may_be_repeated() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 10);
        session.commit(new Long[] {0L});
        session.commit();
        assertThat(client.count("numbers")).isEqualTo(10);
    }

    @Test
    void with_the_other_policy_a_repeated_commit_is_a_conflict_although_the_data_is_in() throws Exception {
        try (MaxComputeServer strict = MaxComputeServer.start(
                MaxComputeOptions.of(InstantSource.system()).withRecommit(RecommitPolicy.CONFLICT))) {
            Client other = new Client(strict.endpoint());
            other.run("CREATE TABLE numbers (n BIGINT)");
            TableTunnel.UploadSession session = other.upload("numbers");
            Client.writeNumbers(session, 0, 0, 10);
            session.commit();
            assertThatThrownBy(session::commit)
                    .isInstanceOfSatisfying(
                            TunnelException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("StatusConflict"));
            assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
            assertThat(other.count("numbers")).isEqualTo(10);
        }
    }

    @Test
    void a_block_after_the_commit_is_a_conflict() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        session.commit();
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 10)).hasMessageContaining("StatusConflict");
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void a_session_needs_a_table_a_partition_and_an_id_that_exist() throws Exception {
        assertCode(() -> client.upload("nowhere"), "NoSuchTable");
        assertCode(() -> client.upload("parts", "ds=1,hh=z"), "NoSuchPartition");
        assertCode(() -> client.upload("parts"), "InvalidPartitionSpec");
        assertCode(() -> client.upload("parts", "ds=1"), "InvalidPartitionSpec");
        assertCode(() -> client.tunnel.getUploadSession("sandbox", "numbers", "0123"), "NoSuchUpload");
        TableTunnel.UploadSession session = client.upload("numbers");
        assertCode(
                () -> client.tunnel.getUploadSession(
                        "sandbox", "parts", new PartitionSpec("ds=1,hh=a"), session.getId()),
                "NoSuchUpload");
        assertThatThrownBy(() -> Client.writeNumbers(session, 20_000, 0, 1)).hasMessageContaining("InvalidBlockID");
    }

    @Test
    void a_session_expires_after_24_hours_and_is_forgotten_later() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 10);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24)).minusMillis(1));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.NORMAL);
        now.updateAndGet(instant -> instant.plusMillis(1));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.EXPIRED);
        assertCode(session::commit, "StatusConflict");
        assertThatThrownBy(() -> Client.writeNumbers(session, 1, 0, 10)).hasMessageContaining("StatusConflict");
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24)));
        assertCode(session::getStatus, "NoSuchUpload");
        client.upload("numbers");
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void a_committed_session_is_known_for_24_hours() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 10);
        session.commit();
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24)));
        assertCode(session::getStatus, "NoSuchUpload");
        client.upload("numbers");
        assertThat(client.count("numbers")).isEqualTo(10);
    }

    @Test
    void a_session_into_a_table_that_was_dropped_is_refused() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 10);
        client.run("DROP TABLE numbers");
        assertCode(session::commit, "NoSuchTable");
        client.run("CREATE TABLE numbers (n BIGINT)");
        assertCode(session::commit, "NoSuchTable");
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void the_buffered_writer_works() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        try (TunnelBufferedWriter writer = (TunnelBufferedWriter) session.openBufferedWriter()) {
            writer.setBufferSize(1 << 20);
            Record record = session.newRecord();
            for (long i = 0; i < 50_000; i++) {
                record.setBigint(0, i);
                writer.write(record);
            }
        }
        session.commit();
        assertThat(client.count("numbers")).isEqualTo(50_000);
    }

    @Test
    void commits_of_many_clients_are_each_seen_whole() throws Exception {
        int clients = 6;
        int rounds = 5;
        int rows = 700;
        ExecutorService pool = Executors.newFixedThreadPool(clients + 1);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                writers.add(pool.submit(() -> {
                    Client own = new Client(server.endpoint());
                    for (int round = 0; round < rounds; round++) {
                        TableTunnel.UploadSession session = own.upload("numbers");
                        Client.writeNumbers(session, 0, 0, rows / 2);
                        Client.writeNumbers(session, 1, 0, rows / 2);
                        session.commit(new Long[] {0L, 1L});
                    }
                    return null;
                }));
            }
            Future<?> reader = pool.submit(() -> {
                Client own = new Client(server.endpoint());
                while (own.count("numbers") < (long) clients * rounds * rows) {
                    assertThat(own.rows("SELECT n FROM numbers LIMIT 9999").size() % rows)
                            .isIn(0, 9999 % rows);
                    if (writers.stream().allMatch(Future::isDone)) {
                        return null;
                    }
                }
                return null;
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            reader.get();
        } finally {
            pool.shutdown();
        }
        assertThat(client.count("numbers")).isEqualTo((long) clients * rounds * rows);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void assertCode(Action action, String code) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}

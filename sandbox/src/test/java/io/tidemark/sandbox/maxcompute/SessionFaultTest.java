package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadStatus;
import com.aliyun.odps.tunnel.TunnelException;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.tunnel.io.CompressOption.CompressAlgorithm;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.time.Span;
import io.tidemark.sandbox.time.VirtualClock;
import io.tidemark.sandbox.time.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the official client sees of commits that go wrong, of sessions that end, and of blocks that come in part. */
class SessionFaultTest {
    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock(() -> Instant.parse("2026-11-22T02:00:00Z"));
    private volatile Waiting waiting = time -> {};
    private final Faults faults = new Faults(1, time -> waiting.await(time));
    private MaxComputeServer server;
    private Client client;
    private TableTunnel.UploadSession session;

    @BeforeEach
    void start() throws Exception {
        open();
        client.run("CREATE TABLE numbers (n BIGINT)");
        session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 5);
    }

    private void open() throws Exception {
        server = MaxComputeServer.start(
                MaxComputeOptions.of(clock).withFaults(faults).withDataDirectory(folder));
        client = new Client(server.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void strike(Operation operation, String fault) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).hits(Hits.ALL.times(1)));
    }

    private void assertConflict() {
        assertThatThrownBy(() -> session.commit(new Long[] {0L}))
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("StatusConflict"));
    }

    /** The bare POST, without the look at the blocks that comes before it. */
    private void assertRecommitConflict() {
        assertThatThrownBy(() -> session.commit())
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("StatusConflict"));
    }

    @Test
    void a_commit_whose_answer_is_lost_may_be_repeated() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "reset@after");
        assertThatThrownBy(() -> session.commit(new Long[] {0L})).isInstanceOf(TunnelException.class);
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_commit_whose_answer_is_lost_may_also_be_refused_when_it_is_repeated() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "reset@after");
        faults.add(FaultRule.on(Operation.COMMIT_UPLOAD, FaultText.parse("recommit-conflict")));
        assertThatThrownBy(() -> session.commit(new Long[] {0L})).isInstanceOf(TunnelException.class);
        assertRecommitConflict();
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_commit_that_never_arrived_leaves_the_session_as_it_was() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "reset");
        assertThatThrownBy(() -> session.commit(new Long[] {0L})).isInstanceOf(TunnelException.class);
        assertThat(session.getStatus()).isEqualTo(UploadStatus.NORMAL);
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_slow_commit_shows_its_data_when_it_is_closed_and_not_before() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        session.commit(new Long[] {0L});
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSING);
        assertThatThrownBy(() -> Client.writeNumbers(session, 1, 5, 6)).isInstanceOf(IOException.class);
        clock.jump(Duration.ofSeconds(15));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.COMMITTING);
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isZero();
        clock.jump(Duration.ofSeconds(14));
        assertThat(client.count("numbers")).isZero();
        clock.jump(Duration.ofSeconds(1));
        assertThat(client.count("numbers")).isEqualTo(5);
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
    }

    @Test
    void a_repeated_commit_during_a_slow_one_may_be_refused() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        session.commit(new Long[] {0L});
        faults.add(FaultRule.on(Operation.COMMIT_UPLOAD, FaultText.parse("recommit-conflict")));
        assertRecommitConflict();
        clock.jump(Duration.ofSeconds(30));
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_commit_goes_on_though_its_answer_never_came() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        strike(Operation.COMMIT_UPLOAD, "reset@after");
        assertThatThrownBy(() -> session.commit(new Long[] {0L})).isInstanceOf(TunnelException.class);
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSING);
        clock.jump(Duration.ofSeconds(30));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_commit_goes_on_though_its_client_stopped_waiting() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        strike(Operation.COMMIT_UPLOAD, "latency=10m@after");
        CountDownLatch over = new CountDownLatch(1);
        waiting = time -> over.await();
        client.tunnel.getConfig().setSocketTimeout(1);
        session = client.tunnel.getUploadSession("sandbox", "numbers", session.getId());
        assertThatThrownBy(() -> session.commit(new Long[] {0L}))
                .isInstanceOf(TunnelException.class)
                .hasMessageContaining("timed out");
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSING);
        over.countDown();
        clock.jump(Duration.ofSeconds(30));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.CLOSED);
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"20s,0", "30s,5", "-1s,5"})
    void a_slow_commit_goes_on_after_a_restart(String turn, int rows) throws Exception {
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        session.commit(new Long[] {0L});
        server.close();
        clock.jump(Span.parseSigned(turn));
        open();
        assertThat(client.count("numbers")).isEqualTo(rows);
        TableTunnel.UploadSession same = client.tunnel.getUploadSession("sandbox", "numbers", session.getId());
        assertThat(same.getStatus()).isEqualTo(rows == 0 ? UploadStatus.COMMITTING : UploadStatus.CLOSED);
        clock.jump(Duration.ofSeconds(30));
        assertThat(client.count("numbers")).isEqualTo(5);
        server.close();
        open();
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void slow_commits_come_in_by_their_times_and_an_overwrite_replaces_what_came_before_it() throws Exception {
        TableTunnel.UploadSession overwrite = client.tunnel.createUploadSession("sandbox", "numbers", true);
        Client.writeNumbers(overwrite, 0, 100, 102);
        strike(Operation.COMMIT_UPLOAD, "slow-commit=60s");
        overwrite.commit(new Long[] {0L});
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        session.commit(new Long[] {0L});
        clock.jump(Duration.ofSeconds(60));
        assertThat(client.count("numbers")).isEqualTo(2);
    }

    @Test
    void a_slow_commit_into_a_table_that_was_dropped_meanwhile_fails() throws Exception {
        client.run("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING)");
        client.run("ALTER TABLE parts ADD PARTITION (ds='1')");
        TableTunnel.UploadSession parts = client.upload("parts", "ds='1'");
        Client.writeNumbers(parts, 0, 0, 5);
        strike(Operation.COMMIT_UPLOAD, "slow-commit=30s");
        parts.commit(new Long[] {0L});
        client.run("ALTER TABLE parts DROP PARTITION (ds='1')");
        clock.jump(Duration.ofSeconds(30));
        assertThat(parts.getStatus()).isEqualTo(UploadStatus.CRITICAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = UploadStatus.class,
            names = {"EXPIRED", "CANCELED", "CRITICAL"})
    void a_session_that_ended_says_so_and_takes_nothing(UploadStatus status) throws Exception {
        strike(Operation.GET_UPLOAD, "session=" + status.name().toLowerCase(Locale.ROOT));
        assertThat(session.getStatus()).isEqualTo(status);
        assertConflict();
        assertThatThrownBy(() -> Client.writeNumbers(session, 1, 5, 6)).isInstanceOf(IOException.class);
        server.close();
        open();
        assertThat(client.tunnel
                        .getUploadSession("sandbox", "numbers", session.getId())
                        .getStatus())
                .isEqualTo(status);
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void a_session_may_end_between_the_last_look_and_the_commit() throws Exception {
        strike(Operation.COMMIT_UPLOAD, "session=expired");
        assertConflict();
        assertThat(session.getStatus()).isEqualTo(UploadStatus.EXPIRED);
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void a_forgotten_session_is_not_found_and_what_it_committed_stays() throws Exception {
        session.commit(new Long[] {0L});
        strike(Operation.GET_UPLOAD, "session=forgotten");
        assertThatThrownBy(session::getStatus)
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchUpload"));
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_jump_of_a_day_lets_the_session_expire() throws Exception {
        clock.jump(Duration.ofHours(24));
        assertThat(session.getStatus()).isEqualTo(UploadStatus.EXPIRED);
        assertConflict();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressAlgorithm.class,
            names = {"ODPS_RAW", "ODPS_ZLIB", "ODPS_SNAPPY", "ODPS_LZ4_FRAME", "ODPS_ZSTD"})
    void a_block_without_its_trailer_does_not_count(CompressAlgorithm codec) throws Exception {
        for (int bytes : new int[] {1, 40}) {
            strike(Operation.PUT_BLOCK, "cut-block=" + bytes);
            assertThatThrownBy(() -> write(1, codec)).isInstanceOf(IOException.class);
            assertThat(session.getBlockList()).containsExactly(0L);
        }
        write(1, codec);
        session.commit(new Long[] {0L, 1L});
        assertThat(client.count("numbers")).isEqualTo(1005);
    }

    private void write(long block, CompressAlgorithm codec) throws Exception {
        try (RecordWriter writer = session.openRecordWriter(block, new CompressOption(codec, 1, 0))) {
            Record record = session.newRecord();
            for (long i = 0; i < 1000; i++) {
                record.setBigint(0, i);
                writer.write(record);
            }
        }
    }
}

package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.odps.Instance;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.commons.transport.Response;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.InstanceTunnel;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TunnelException;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.Service;
import io.tidemark.sandbox.time.VirtualClock;
import io.tidemark.sandbox.time.Waiting;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the official client sees of faults that any call may meet, and what is left of the call's effect. */
class MaxComputeFaultTest {
    private final VirtualClock clock = new VirtualClock(() -> Instant.parse("2026-11-22T02:00:00Z"));
    private volatile Waiting waiting = time -> {};
    private final Faults faults = new Faults(1, time -> waiting.await(time));
    private MaxComputeServer server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        server = MaxComputeServer.start(MaxComputeOptions.of(clock).withFaults(faults));
        client = new Client(server.endpoint());
        client.run("CREATE TABLE numbers (n BIGINT)");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void strike(Operation operation, String fault) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).hits(Hits.ALL.times(1)));
    }

    @Test
    void every_call_that_the_client_makes_has_a_name() throws Exception {
        client.run("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING)");
        client.run("ALTER TABLE parts ADD PARTITION (ds='1')");
        for (Operation operation : Operation.values()) {
            if (operation.service() == Service.MAXCOMPUTE) {
                faults.add(FaultRule.on(operation, FaultText.parse("latency=1s")));
            }
        }
        client.odps.projects().get("sandbox").reload();
        client.odps.projects().get("sandbox").getTunnelEndpoint();
        client.odps.tables().iterator().next().getSchema();
        client.odps.tables().get("parts").getPartitions();
        client.odps.tables().get("parts").hasPartition(new PartitionSpec("ds='1'"));
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 1);
        session.commit(new Long[] {0L});
        TableTunnel.DownloadSession download = client.download("numbers");
        client.tunnel.getDownloadSession("sandbox", "numbers", download.getId());
        Client.numbers(download.openRecordReader(0, 1));
        Instance instance = client.run("SELECT n FROM numbers");
        SQLTask.getResult(instance);
        InstanceTunnel tunnel = new InstanceTunnel(client.odps);
        var result = tunnel.createDownloadSession("sandbox", instance.getId());
        tunnel.getDownloadSession("sandbox", instance.getId(), result.getId());
        result.openRecordReader(0, 1).close();
        assertThat(faults.rules())
                .filteredOn(rule -> rule.calls() == 0)
                .extracting(rule -> rule.rule().target().text())
                .isEmpty();
    }

    @Test
    void latency_is_waited_before_the_effect_or_after_it() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 5);
        List<String> waited = new ArrayList<>();
        waiting = time -> {
            try {
                waited.add(time + " rows=" + client.count("numbers"));
            } catch (OdpsException e) {
                waited.add(e.toString());
            }
        };
        strike(Operation.COMMIT_UPLOAD, "latency=250ms");
        strike(Operation.COMMIT_UPLOAD, "latency=4m@after");
        session.commit(new Long[] {0L});
        assertThat(waited).containsExactly("PT0.25S rows=0", "PT4M rows=5");
    }

    @Test
    void a_block_whose_connection_breaks_does_not_count_and_can_be_written_again() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.PUT_BLOCK, "reset");
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 5)).isInstanceOf(IOException.class);
        assertThat(session.getBlockList()).isEmpty();
        Client.writeNumbers(session, 0, 0, 5);
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void a_block_whose_answer_is_lost_counts_and_is_replaced_when_it_is_written_again() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.PUT_BLOCK, "reset@after");
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 5)).isInstanceOf(IOException.class);
        assertThat(session.getBlockList()).containsExactly(0L);
        Client.writeNumbers(session, 0, 0, 5);
        session.commit(new Long[] {0L});
        assertThat(client.count("numbers")).isEqualTo(5);
    }

    @Test
    void an_upload_session_whose_answer_is_lost_is_an_orphan() throws Exception {
        strike(Operation.CREATE_UPLOAD, "reset@after");
        assertThatThrownBy(() -> client.upload("numbers")).isInstanceOf(TunnelException.class);
        client.upload("numbers").commit(new Long[0]);
        assertThat(client.count("numbers")).isZero();
    }

    @Test
    void half_a_download_is_never_taken_for_the_whole() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        Client.writeNumbers(session, 0, 0, 50_000);
        session.commit(new Long[] {0L});
        TableTunnel.DownloadSession download = client.download("numbers");
        faults.add(FaultRule.on(Operation.READ_DOWNLOAD, FaultText.parse("half")));
        assertThatThrownBy(() -> Client.numbers(download.openRecordReader(0, 50_000)))
                .isInstanceOf(IOException.class);
        faults.clear();
        assertThat(Client.numbers(download.openRecordReader(0, 50_000))).hasSize(50_000);
    }

    @Test
    void half_an_answer_without_a_body_is_none() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.PUT_BLOCK, "half");
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 5)).isInstanceOf(IOException.class);
        assertThat(session.getBlockList()).containsExactly(0L);
    }

    @Test
    void half_a_status_is_an_error_of_the_client() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.GET_UPLOAD, "half");
        assertThatThrownBy(session::getStatus).isInstanceOf(TunnelException.class);
        assertThat(session.getStatus()).isEqualTo(TableTunnel.UploadStatus.NORMAL);
    }

    /** Often, because a connection that comes in the very moment of closing was once left without an answer. */
    @RepeatedTest(20)
    @Timeout(60)
    void while_the_port_is_closed_every_connection_is_refused() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        CountDownLatch over = new CountDownLatch(1);
        waiting = time -> over.await();
        strike(Operation.GET_UPLOAD, "refused=10s");
        while (!message(session).contains("refused")) {
            // It closes a moment after the call that was struck has lost its connection, and Java repeats such a call
            // once.
            Thread.onSpinWait();
        }
        over.countDown();
        while (message(session).contains("refused")) {
            Thread.onSpinWait();
        }
        assertThat(session.getStatus()).isEqualTo(TableTunnel.UploadStatus.NORMAL);
    }

    private static String message(TableTunnel.UploadSession session) throws IOException {
        try {
            return session.getStatus().name();
        } catch (TunnelException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InternalServerError,500",
        "ServiceUnavailable,503",
        "FlowExceeded,429",
        "NoPermission,403",
        "StatusConflict,409"
    })
    void an_error_of_the_service_comes_with_its_code(String code, int status) throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.PUT_BLOCK, "error=" + code);
        TunnelException refused = catchThrowableOfType(
                TunnelException.class, () -> rethrow(() -> Client.writeNumbers(session, 0, 0, 20_000)));
        assertThat(refused.getErrorCode()).isEqualTo(code);
        assertThat(refused.getStatus()).isEqualTo(status);
        assertThat(session.getBlockList()).isEmpty();
        strike(Operation.PUT_BLOCK, "error=" + code + "@after");
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 20_000)).isInstanceOf(IOException.class);
        assertThat(session.getBlockList()).containsExactly(0L);
    }

    @Test
    void a_signature_that_is_refused_is_told_except_of_a_block() throws Exception {
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.GET_UPLOAD, "error=Unauthorized");
        assertThatThrownBy(session::getStatus)
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("Unauthorized"));
        strike(Operation.PUT_BLOCK, "error=Unauthorized");
        // The JDK's client does not show an answer with status 401 to a body that it has not kept.
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Invalid connection");
    }

    private interface Step {
        void run() throws Exception;
    }

    /** The client packs what the tunnel said into an exception of its own. */
    private static void rethrow(Step step) throws Exception {
        try {
            step.run();
        } catch (IOException e) {
            throw e.getCause() instanceof TunnelException tunnel ? tunnel : e;
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void a_bare_status_carries_no_code(int status) throws Exception {
        strike(Operation.GET_TABLE, "status=" + status);
        assertThatThrownBy(() -> client.odps.tables().get("numbers").reload())
                .isInstanceOfSatisfying(
                        OdpsException.class, e -> assertThat(e.getStatus()).isEqualTo(status));
        TableTunnel.UploadSession session = client.upload("numbers");
        strike(Operation.PUT_BLOCK, "status=" + status + "@after");
        assertThatThrownBy(() -> Client.writeNumbers(session, 0, 0, 20_000)).isInstanceOf(IOException.class);
        assertThat(session.getBlockList()).containsExactly(0L);
    }

    @Test
    void a_statement_whose_answer_is_lost_was_carried_out() throws Exception {
        strike(Operation.CREATE_INSTANCE, "reset@after");
        assertThatThrownBy(() -> client.run("CREATE TABLE made (n BIGINT)")).isInstanceOf(OdpsException.class);
        assertThat(client.count("made")).isZero();
    }

    @Test
    void a_clock_that_is_off_is_seen_in_the_date_of_the_answer() throws Exception {
        strike(Operation.GET_PROJECT, "skew=-20m");
        Response response =
                client.odps.getRestClient().request("/projects/sandbox", "GET", new HashMap<>(), new HashMap<>(), null);
        assertThat(response.getHeader("Date")).isEqualTo("Sun, 22 Nov 2026 01:40:00 GMT");
    }

    @Test
    void rules_may_be_for_one_table() throws Exception {
        client.run("CREATE TABLE others (n BIGINT)");
        faults.add(FaultRule.on(Service.MAXCOMPUTE, FaultText.parse("error=NoPermission"))
                .table("OTHERS"));
        assertThat(client.odps.tables().iterator().hasNext()).isTrue();
        client.upload("numbers");
        assertThatThrownBy(() -> client.upload("others"))
                .isInstanceOfSatisfying(
                        TunnelException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NoPermission"));
    }
}

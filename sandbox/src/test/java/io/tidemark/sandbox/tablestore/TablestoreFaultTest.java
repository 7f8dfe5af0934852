package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.DefaultRetryStrategy;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.Service;
import io.tidemark.sandbox.tablestore.operation.Operations;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sandbox.time.Waiting;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official client sees of each fault, and what is left of its effect. */
final class TablestoreFaultTest {

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-22T02:00:00Z"));
    private volatile Waiting waiting = time -> {};
    private final Faults faults = new Faults(1, time -> waiting.await(time));
    private TablestoreServer server;
    private SyncClient client;

    @BeforeEach
    void start() throws Exception {
        server = TablestoreServer.start(TablestoreOptions.of(clock).withFaults(faults));
        client = Clients.of(server);
        Samples.create(client);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    private void strike(Operation operation, String fault) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).call(1));
    }

    @Test
    void everyOperationOfTheServerCanBeStruck() {
        assertThat(new Operations(server.store(), StreamCaps.DEFAULT).names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operation.values())
                        .filter(operation -> operation.service() == Service.TABLESTORE)
                        .map(Operation::toString)
                        .toList());
    }

    @Test
    void latencyIsWaitedBeforeTheEffectOrAfterIt() {
        List<String> waited = new ArrayList<>();
        waiting = time -> waited.add(time + " rows=" + rows());
        strike(Operation.PUT_ROW, "latency=250ms");
        strike(Operation.PUT_ROW, "latency=40s@after");
        Samples.write(client, "a", 1);
        assertThat(waited).containsExactly("PT0.25S rows=0", "PT40S rows=1");
    }

    private int rows() {
        return server.store().instance("sandbox").table(Samples.TABLE).rows().size();
    }

    @Test
    void aResetBeforeTheEffectLeavesNothing() {
        strike(Operation.PUT_ROW, "reset");
        assertThatThrownBy(() -> Samples.write(client, "a", 1)).isInstanceOf(ClientException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void aResetAfterTheEffectLosesTheAnswerOnly() {
        strike(Operation.PUT_ROW, "reset@after");
        assertThatThrownBy(() -> Samples.write(client, "a", 1)).isInstanceOf(ClientException.class);
        assertThat(Samples.value(client, "a")).isEqualTo(1);
    }

    @Test
    void halfAnAnswerIsAFailureOfTheNetwork() {
        strike(Operation.GET_ROW, "half");
        Samples.write(client, "a", 1);
        assertThatThrownBy(() -> Samples.read(client, "a")).isInstanceOf(ClientException.class);
        assertThat(Samples.value(client, "a")).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void whileThePortIsClosedEveryConnectionIsRefused() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        waiting = time -> over.await();
        strike(Operation.PUT_ROW, "refused=10s");
        assertThatThrownBy(() -> Samples.write(client, "a", 1)).isInstanceOf(ClientException.class);
        SyncClient other = Clients.of(server);
        try {
            awaitRefused(other);
            assertThatThrownBy(() -> Samples.read(other, "a")).hasMessageContaining("refused");
            over.countDown();
            awaitAccepted();
            assertThat(rows()).isZero();
            Samples.write(other, "a", 2);
            assertThat(Samples.value(other, "a")).isEqualTo(2);
        } finally {
            other.shutdown();
        }
    }

    /** The port closes a moment after the call that was struck has lost its connection. */
    private void awaitRefused(SyncClient other) {
        while (true) {
            try {
                other.listTable();
            } catch (ClientException e) {
                if (String.valueOf(e.getMessage()).contains("refused")) {
                    return;
                }
            }
        }
    }

    private void awaitAccepted() throws Exception {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (ConnectException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void aBareStatusCarriesNoCode(int status) {
        strike(Operation.PUT_ROW, "status=" + status);
        strike(Operation.PUT_ROW, "latency=1s");
        assertThatThrownBy(() -> Samples.write(client, "a", 1))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining(String.valueOf(status));
        assertThat(rows()).isZero();
        faults.add(FaultRule.on(Operation.PUT_ROW, new Fault.Status(status, Moment.AFTER)));
        assertThatThrownBy(() -> Samples.write(client, "a", 1)).isInstanceOf(ClientException.class);
        assertThat(rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "OTSServerBusy,503,Server is busy.",
        "OTSPartitionUnavailable,503,The partition is not available.",
        "OTSTimeout,503,Operation timeout.",
        "OTSServerUnavailable,503,Server is not available.",
        "OTSInternalServerError,500,Internal server error.",
        "OTSFlowControl,429,The request is throttled.",
        "OTSQuotaExhausted,403,Too frequent table operations.",
        "OTSNotEnoughCapacityUnit,403,Remaining capacity unit is not enough.",
        "OTSCapacityUnitExhausted,403,Capacity unit is not enough.",
        "OTSRowOperationConflict,409,Data is being modified by the other request.",
        "OTSTableNotReady,404,The table is not ready.",
        "OTSAuthFailed,403,Signature mismatch."
    })
    void anErrorOfTheServiceComesWithItsCodeBeforeTheEffectOrAfterIt(String code, int status, String message) {
        strike(Operation.PUT_ROW, "error=" + code);
        check(code, status, message);
        assertThat(rows()).isZero();
        strike(Operation.PUT_ROW, "error=" + code + "@after");
        check(code, status, message);
        assertThat(rows()).isEqualTo(1);
    }

    private void check(String code, int status, String message) {
        TableStoreException thrown =
                catchThrowableOfType(TableStoreException.class, () -> Samples.write(client, "a", 1));
        assertThat(thrown.getErrorCode()).isEqualTo(code);
        assertThat(thrown.getHttpStatus()).isEqualTo(status);
        assertThat(thrown).hasMessage(message);
    }

    @Test
    void trimmedDataIsToldAsTheServiceTellsIt() {
        Samples.write(client, "a", 1);
        String stream = Streams.id(client, Samples.TABLE);
        String shard = Streams.shards(client, stream).get(0).getShardId();
        String iterator = Streams.iterator(client, stream, shard);
        strike(Operation.GET_STREAM_RECORD, "error=OTSTrimmedDataAccess");
        TableStoreException thrown =
                catchThrowableOfType(TableStoreException.class, () -> Streams.read(client, iterator, 10));
        assertThat(thrown.getErrorCode()).isEqualTo("OTSTrimmedDataAccess");
        assertThat(thrown).hasMessage("Requested stream data is already trimmed or does not exist.");
        assertThat(Streams.read(client, iterator, 10).getRecords()).hasSize(1);
    }

    @Test
    void theClientItselfRidesOutAServiceThatIsBusyForAWhile() {
        ClientConfiguration patient = Clients.configuration();
        patient.setRetryStrategy(new DefaultRetryStrategy(10, TimeUnit.SECONDS));
        SyncClient retrying = new SyncClient(server.endpoint(), "sandbox-id", "sandbox-secret", "sandbox", patient);
        try {
            faults.add(FaultRule.on(Operation.PUT_ROW, FaultText.parse("error=OTSServerBusy"))
                    .hits(Hits.ALL.times(3)));
            Samples.write(retrying, "a", 1);
            assertThat(faults.rules().get(0).calls()).isEqualTo(4);
        } finally {
            retrying.shutdown();
        }
    }

    @Test
    void anAnswerThatIsSignedWronglyIsNotTrustedThoughTheEffectIsThere() {
        strike(Operation.PUT_ROW, "bad-signature");
        assertThatThrownBy(() -> Samples.write(client, "a", 1))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("signature");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aClockThatIsOffByALittleIsTakenAndByMuchRefused() {
        strike(Operation.PUT_ROW, "skew=-14m");
        Samples.write(client, "a", 1);
        strike(Operation.PUT_ROW, "skew=-20m");
        assertThatThrownBy(() -> Samples.write(client, "b", 1))
                .isInstanceOf(TableStoreException.class)
                .hasMessageStartingWith("Mismatch between system time and x-ots-date: ");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void callsOfOtherTablesAreLeftAlone() {
        faults.add(
                FaultRule.on(Service.TABLESTORE, new Fault.Reset(Moment.BEFORE)).table("another"));
        Samples.write(client, "a", 1);
        String stream = Streams.id(client, Samples.TABLE);
        assertThat(Streams.all(
                        client, stream, Streams.shards(client, stream).get(0).getShardId()))
                .hasSize(1);
        faults.add(FaultRule.on(Operation.GET_STREAM_RECORD, new Fault.Reset(Moment.BEFORE))
                .table(Samples.TABLE.toUpperCase(Locale.ROOT)));
        assertThatThrownBy(() -> Streams.all(
                        client, stream, Streams.shards(client, stream).get(0).getShardId()))
                .isInstanceOf(ClientException.class);
        assertThat(faults.rules().get(0).calls()).isZero();
    }

    @Test
    void chanceStrikesTheCallsThatItsSeedSays() {
        long seed = new Random().nextLong();
        Hits half = Hits.ALL.probability(0.5);
        faults.add(
                FaultRule.on(Operation.PUT_ROW, new Fault.Reset(Moment.BEFORE)).hits(half), seed);
        for (int call = 1; call <= 40; call++) {
            boolean written = true;
            try {
                Samples.write(client, "row" + call, call);
            } catch (ClientException reset) {
                written = false;
            }
            assertThat(written).as("call %d of seed %d", call, seed).isNotEqualTo(half.strikes(call, 0, seed));
            assertThat(Samples.value(client, "row" + call)).isEqualTo(written ? call : -1);
        }
    }

    @Test
    void severalRulesStrikeOneCall() {
        strike(Operation.PUT_ROW, "latency=1s");
        strike(Operation.PUT_ROW, "reset@after");
        List<Duration> waited = new ArrayList<>();
        waiting = waited::add;
        assertThatThrownBy(() -> Samples.write(client, "a", 1)).isInstanceOf(ClientException.class);
        assertThat(waited).containsExactly(Duration.ofSeconds(1));
        assertThat(rows()).isEqualTo(1);
    }
}

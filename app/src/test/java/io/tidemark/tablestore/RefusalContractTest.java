package io.tidemark.tablestore;

import static io.tidemark.tablestore.Sandbox.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.alicloud.openservices.tablestore.TableStoreException;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer that is a no, or that a gateway gives in the service's place: tried again, or whose turn it is. */
class RefusalContractTest {
    private static final ChainId CHAIN = new ChainId("refused/changes");

    private final Faults faults = new Faults(1, time -> {});
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(options -> options.withFaults(faults));
        sandbox.createTable(true);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void strike(Operation operation, String fault, int times) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).hits(Hits.ALL.times(times)));
    }

    private long calls() {
        return faults.rules().get(0).calls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=500",
                "status=502",
                "status=503",
                "status=504",
                "status=429",
                "status=408",
                "error=OTSServerUnavailable",
                "error=OTSFlowControl",
                "error=OTSQuotaExhausted",
                "error=OTSCapacityUnitExhausted",
                "error=OTSNotEnoughCapacityUnit"
            })
    void whatPassesByItselfIsTriedAgainInside(String fault) {
        strike(Operation.DESCRIBE_TABLE, fault, 2);
        try (StreamSource source = Sandbox.open(sandbox.source(), 2)) {
            assertThat(source.stream().primaryKey()).containsExactly("id", "line");
        }
        assertThat(calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=503", "status=429", "error=OTSFlowControl", "error=OTSQuotaExhausted"})
    void whatDoesNotPassSoonIsLeftToTheTasksRetryPolicy(String fault) {
        strike(Operation.DESCRIBE_TABLE, fault, 9);
        try (StreamSource source = Sandbox.open(sandbox.source(), 1)) {
            assertFailure(source::stream, FailureKind.EXTERNAL, "SOURCE_BUSY");
        }
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aGatewayThatIsAllThatEverAnsweredIsSoonGivenUp() {
        strike(Operation.DESCRIBE_TABLE, "status=503", 99);
        try (StreamSource source = Sandbox.open(sandbox.source(), 30)) {
            assertFailure(source::stream, FailureKind.EXTERNAL, "SOURCE_BUSY");
        }
        assertThat(calls()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=403", "status=404", "status=407"})
    void aPageThatSaysNoForGoodIsNotAskedForAgain(String fault) {
        strike(Operation.DESCRIBE_TABLE, fault, 9);
        try (StreamSource source = Sandbox.open(sandbox.source(), 30)) {
            assertFailure(source::stream, FailureKind.EXTERNAL, "SOURCE_REFUSED");
        }
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=504", "status=504@after", "status=429", "error=OTSServerBusy@after"})
    void aConditionalWriteBehindAGatewayIsDoneOnce(String fault) {
        try (StreamSource source = Sandbox.open(sandbox.source(), 2)) {
            WitnessTable witnesses = source.witnesses("status");
            witnesses.touch("stream", CHAIN);
            strike(Operation.PUT_ROW, fault, 1);
            Witness first = witness(0);
            assertThat(witnesses.insert(first)).isTrue();
            assertThat(witnesses.insert(first)).as("a second one").isFalse();
            strike(Operation.PUT_ROW, fault, 1);
            assertThat(witnesses.replace(first, witness(1))).isTrue();
            assertThat(witnesses.find("stream", CHAIN, Sandbox.START)).contains(witness(1));
        }
    }

    private static Witness witness(int round) {
        return new Witness(
                "stream",
                CHAIN,
                new Window(Sandbox.START, Sandbox.START.plusSeconds(60)),
                Witness.State.COMMITTING,
                round,
                "p.t",
                new Prepared(new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE), Counts.NONE, List.of()));
    }

    @Test
    void aTemporaryKeyNeedsItsToken() throws IOException {
        try (Sandbox temporary = new Sandbox(
                options -> options.withSecrets(Map.of("sandbox-id", Sandbox.SECRET, "temporary-id", "temporary-secret"))
                        .withSecurityTokens(Map.of("temporary-id", "token-of-now")))) {
            temporary.createTable(true);
            try (StreamSource source = open(temporary, Optional.of("token-of-now"))) {
                assertThat(source.stream().primaryKey()).containsExactly("id", "line");
            }
            try (StreamSource expired = open(temporary, Optional.of("token-of-yesterday"))) {
                assertThat(failed(expired))
                        .contains("security token may have expired")
                        .doesNotContain("token-of-yesterday");
            }
            try (StreamSource without = open(temporary, Optional.empty())) {
                assertThat(failed(without)).contains("Check its access key");
            }
        }
    }

    @Test
    void aRefusalThatNamesTheTokenIsOneWhateverItsCode() {
        TablestoreFailures failures = new TablestoreFailures(Sandbox.source("http://127.0.0.1:1", temporary("t0ken")));
        FailureException failure = failures.from(
                new TableStoreException("The SecurityToken t0ken is expired.", null, "OTSParameterInvalid", "r", 400),
                TablestoreFailures.Subject.TABLE,
                "orders");
        assertThat(failure.failure().code()).isEqualTo("ACCESS_DENIED");
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.failure().sentence()).doesNotContain("t0ken").contains("SecurityToken ***");
    }

    @Test
    void aQuotaThatIsUsedUpIsForAPersonToDecide() {
        TablestoreFailures failures = new TablestoreFailures(sandbox.source());
        FailureException failure = failures.from(
                new TableStoreException("Number of tables exceeded the quota.", null, "OTSQuotaExhausted", "r", 403),
                TablestoreFailures.Subject.TABLE,
                "status");
        assertThat(failure.failure().code()).isEqualTo("SOURCE_QUOTA_EXHAUSTED");
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT);
    }

    private static StreamSource open(Sandbox sandbox, Optional<String> token) {
        Credentials credentials =
                new Credentials("temporary-id", new Secret("temporary-secret"), token.map(Secret::new));
        return Sandbox.open(Sandbox.source(sandbox.server.endpoint(), credentials), 30);
    }

    private static Credentials temporary(String token) {
        return new Credentials("temporary-id", new Secret("temporary-secret"), Optional.of(new Secret(token)));
    }

    private static String failed(StreamSource source) {
        FailureException failure = catchThrowableOfType(FailureException.class, source::stream);
        assertThat(failure.failure().code()).isEqualTo("ACCESS_DENIED");
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.USER);
        return failure.failure().sentence();
    }
}

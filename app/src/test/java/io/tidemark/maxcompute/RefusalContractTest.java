package io.tidemark.maxcompute;

import static io.tidemark.maxcompute.UploadContractTest.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.UploadSession;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a no, or of a page that a gateway gives in the tunnel's place: never more than it says. */
class RefusalContractTest {
    private final Faults faults = new Faults(1, time -> {});
    private Sandbox sandbox;
    private TableSink sink;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(MaxComputeOptions.of(InstantSource.system()).withFaults(faults));
        sandbox.sql("CREATE TABLE numbers (n BIGINT)");
        sandbox.sql("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING)");
        sink = sandbox.open("numbers");
    }

    @AfterEach
    void stop() throws Exception {
        sink.close();
        sandbox.close();
    }

    private void strike(Operation operation, String fault) {
        faults.clear();
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).hits(Hits.ALL.times(1)));
    }

    private long struck() {
        return faults.rules().get(0).struck();
    }

    private static void write(UploadSession session, long block, long number) {
        BlockWriter writer = session.openBlock(block);
        writer.write(new Row(new Object[] {number}));
        writer.finish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=502",
                "status=503",
                "status=504",
                "status=429",
                "error=ServiceUnavailable",
                "error=FlowExceeded"
            })
    void everyCallOfAnUploadSaysThatItMayBeTriedAgain(String fault) throws Exception {
        strike(Operation.CREATE_UPLOAD, fault);
        assertFailure(() -> sink.create(Partition.WHOLE_TABLE, false), FailureKind.EXTERNAL, "TARGET_BUSY");
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        strike(Operation.PUT_BLOCK, fault);
        assertFailure(() -> write(session, 0, 1), FailureKind.EXTERNAL, "TARGET_BUSY");
        write(session, 0, 2);
        strike(Operation.GET_UPLOAD, fault);
        assertFailure(session::view, FailureKind.EXTERNAL, "TARGET_BUSY");
        strike(Operation.COMMIT_UPLOAD, fault);
        assertFailure(() -> session.commit(List.of(0L)), FailureKind.EXTERNAL, "TARGET_BUSY");
        assertThat(session.view().status()).isEqualTo(SessionStatus.NORMAL);
        session.commit(List.of(0L));
        assertThat(sandbox.numbers("numbers", Partition.WHOLE_TABLE)).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=503@after", "status=429@after", "error=FlowExceeded@after"})
    void aCommitThatWentInBehindTheGatewayIsSeenInTheSession(String fault) throws Exception {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        write(session, 0, 1);
        strike(Operation.COMMIT_UPLOAD, fault);
        assertFailure(() -> session.commit(List.of(0L)), FailureKind.EXTERNAL, "TARGET_BUSY");
        assertThat(struck()).isEqualTo(1);
        assertThat(session.view().status()).isEqualTo(SessionStatus.CLOSED);
        assertThat(sandbox.numbers("numbers", Partition.WHOLE_TABLE)).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=503", "error=InternalServerError"})
    void aLookAtTheTableIsTriedAgainInside(String fault) {
        strike(Operation.GET_TABLE, fault);
        assertThat(sink.table().columns()).hasSize(1);
        assertThat(struck()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=503", "status=429", "error=FlowExceeded"})
    void aPartitionThatCannotBeMadeNowIsMadeLater(String fault) throws Exception {
        TableSink parts = sandbox.open("parts");
        strike(Operation.CREATE_INSTANCE, fault);
        assertFailure(() -> parts.ensurePartition(Partition.parse("ds=1")), FailureKind.EXTERNAL, "TARGET_BUSY");
        parts.ensurePartition(Partition.parse("ds=1"));
        assertThat(sandbox.numbers("parts", Partition.parse("ds=1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=404", "status=404@after"})
    void aPageInTheSessionsPlaceSaysNothingAboutTheSession(String fault) {
        UploadSession session = sink.create(Partition.WHOLE_TABLE, false);
        strike(Operation.GET_UPLOAD, fault);
        assertFailure(session::view, FailureKind.EXTERNAL, "TARGET_REFUSED");
    }

    @Test
    void aTemporaryKeyNeedsItsToken() throws Exception {
        try (Sandbox temporary = Sandbox.start(MaxComputeOptions.of(InstantSource.system())
                .withCredentials(new io.tidemark.sandbox.maxcompute.access.Credentials(
                        "temporary-id", "temporary-secret", "token-of-now")))) {
            UploadSession unknown = open(temporary, Optional.of("token-of-now")).find(Partition.WHOLE_TABLE, "x");
            assertThat(failed(unknown).code()).isEqualTo("TABLE_NOT_FOUND");
            TableSink late = open(temporary, Optional.of("token-of-yesterday"));
            for (Runnable call : List.<Runnable>of(
                    late::table,
                    () -> late.create(Partition.WHOLE_TABLE, false),
                    () -> late.find(Partition.WHOLE_TABLE, "x").view())) {
                assertThat(denied(call))
                        .contains("security token may have expired")
                        .doesNotContain("token-of-yesterday");
            }
            assertThat(denied(() -> open(temporary, Optional.empty()).table())).contains("Check the access key");
        }
    }

    private static Failure failed(UploadSession session) {
        return catchThrowableOfType(FailureException.class, session::view).failure();
    }

    private static String denied(Runnable call) {
        assertFailure(call, FailureKind.USER, "ACCESS_DENIED");
        return catchThrowableOfType(FailureException.class, call::run).failure().sentence();
    }

    private static TableSink open(Sandbox sandbox, Optional<String> token) {
        Credentials credentials =
                new Credentials("temporary-id", new Secret("temporary-secret"), token.map(Secret::new));
        return Sandbox.open(Sandbox.source(sandbox.endpoint(), credentials, "sandbox"), "t", false);
    }
}

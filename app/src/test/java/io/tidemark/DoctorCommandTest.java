package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.cli.Terminal;
import io.tidemark.doctor.Assumption;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.SessionEnd;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.wiring.CommandLines;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark doctor --verify} against both servers, healthy and not. */
final class DoctorCommandTest {
    private final Faults faults = Faults.none();

    @TempDir
    private Path folder;

    private TablestoreServer tablestore;
    private MaxComputeServer maxCompute;

    private record Ran(int code, String out, String err) {
        List<String> verdicts() {
            return out.lines()
                    .filter(line -> line.matches("(held|did not hold|could not be checked): .*"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .toList();
        }
    }

    @BeforeEach
    void start() throws Exception {
        tablestore = TablestoreServer.start(TablestoreOptions.of(InstantSource.system())
                .withInitialShards(2)
                .withFaults(faults));
        start(RecommitPolicy.REPEATABLE);
    }

    private void start(RecommitPolicy recommit) throws Exception {
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system())
                .withRecommit(recommit)
                .withFaults(faults));
        Files.writeString(
                folder.resolve("datasources.yaml"), """
                ots: {type: tablestore, endpoint: "%s", instance: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                odps: {type: maxcompute, endpoint: "%s", project: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                """.formatted(tablestore.endpoint(), maxCompute.endpoint()));
    }

    @AfterEach
    void stop() throws Exception {
        maxCompute.close();
        tablestore.close();
    }

    private Ran verify(String... more) {
        return run(
                Optional.empty(),
                Stream.concat(Stream.of("--verify", "--source", "ots", "--target", "odps"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Ran run(Optional<String> answer, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                answer.isPresent(),
                answer.map(text -> new BufferedReader(new StringReader(text))));
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(arguments));
        int code = CommandLines.commands(terminal, folder).execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    private List<String> tables() {
        SyncClient client = new SyncClient(tablestore.endpoint(), "sandbox-id", "sandbox-secret", "sandbox");
        Odps odps = new Odps(new AliyunAccount("sandbox-id", "sandbox-secret"));
        odps.setEndpoint(maxCompute.endpoint());
        odps.setDefaultProject("sandbox");
        try {
            List<String> tables = new ArrayList<>(client.listTable().getTableNames());
            odps.tables().forEach(table -> tables.add(table.getName()));
            return tables;
        } finally {
            client.shutdown();
        }
    }

    @Test
    void theSandboxHoldsEverything() {
        Ran ran = verify("--yes");

        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.verdicts()).hasSize(Assumption.values().length).containsOnly("held");
        assertThat(ran.out())
                .contains("tidemark_doctor_")
                .contains("The second commit was accepted")
                .contains("all say CLOSED")
                .contains("HTTP 404");
        assertThat(ran.err()).isEmpty();
        assertThat(tables()).isEmpty();
    }

    @Test
    void aRefusedSecondCommitAddsNothingEither() throws Exception {
        maxCompute.close();
        start(RecommitPolicy.CONFLICT);

        Ran ran = verify("--yes", "--json");

        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        JsonNode findings = new ObjectMapper().readTree(ran.out()).path("findings");
        assertThat(StreamSupport.stream(findings.spliterator(), false)
                        .map(finding -> finding.path("assumption").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Assumption.values()).map(Enum::name).toList());
        assertThat(StreamSupport.stream(findings.spliterator(), false)
                        .map(finding -> finding.path("verdict").asText()))
                .containsOnly("held");
        assertThat(ran.out()).contains("refused (HTTP").contains("StatusConflict");
    }

    @Test
    void anAnswerThatSaysNothingAboutASessionDoesNotHold() {
        // Seven commits ask for their session before; these two are about the one that does not exist.
        faults.add(FaultRule.on(Operation.GET_UPLOAD, new Fault.Status(404, Moment.BEFORE))
                .hits(Hits.ALL.calls(8, 9)));

        Ran ran = verify("--yes");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("did not hold: " + Assumption.UNKNOWN_SESSION.sentence());
        assertThat(ran.verdicts()).filteredOn("held"::equals).hasSize(Assumption.values().length - 1);
        assertThat(tables()).isEmpty();
    }

    @Test
    void aSessionThatIsForgottenSoonAfterItsCommitDoesNotHold() {
        // Before them, seven commits ask for their session, and two calls are about one that does not exist.
        faults.add(FaultRule.on(Operation.GET_UPLOAD, new Fault.EndSession(SessionEnd.FORGOTTEN))
                .hits(Hits.ALL.calls(10, 10)));

        Ran ran = verify("--yes");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("did not hold: " + Assumption.CLOSED_AFTER_COMMIT.sentence())
                .contains("one says NOT_FOUND");
        assertThat(ran.verdicts()).filteredOn("held"::equals).hasSize(Assumption.values().length - 1);
    }

    @Test
    void anIteratorWhoseRecordsAreTrimmedUnderItDoesNotHold() {
        // The sixth call at the latest reads to the end of a shard for the first time, or begins to read it again.
        faults.add(FaultRule.on(Operation.GET_STREAM_RECORD, new Fault.TrimOldest(1))
                .hits(Hits.ALL.calls(6, Long.MAX_VALUE)));

        Ran ran = verify("--yes");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("did not hold: " + Assumption.ITERATOR_REPEATS.sentence());
        assertThat(ran.verdicts()).filteredOn("held"::equals).hasSize(Assumption.values().length - 1);
    }

    @Test
    void whatCannotBeCheckedIsSaidAndTheRestIsChecked() {
        faults.add(FaultRule.on(Operation.CREATE_TABLE, new Fault.ErrorCode("OTSNoPermissionAccess", Moment.BEFORE)));
        faults.add(FaultRule.on(Operation.DELETE_TABLE, new Fault.ErrorCode("OTSNoPermissionAccess", Moment.BEFORE)));

        Ran ran = verify("--yes");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.verdicts()).filteredOn("could not be checked"::equals).hasSize(3);
        assertThat(ran.verdicts()).filteredOn("held"::equals).hasSize(Assumption.values().length - 3);
        assertThat(ran.out()).contains("is denied access");
        assertThat(ran.err()).contains("may be left behind; remove it").doesNotContain("sandbox-secret");
        assertThat(tables()).isEmpty();
    }

    @Test
    void itAsksFirst() {
        Ran unasked = verify();
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        Ran refused = run(Optional.of("n\n"), "--verify", "--source", "ots", "--target", "odps");
        assertThat(refused.code()).isEqualTo(1);
        Ran dry = verify("--dry-run", "--json");
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).isEmpty();
        assertThat(dry.err()).contains("dry run").contains("_status");
        assertThat(tables()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        Ran unknown = run(Optional.empty(), "--verify", "--source", "odps", "--target", "odp", "--yes");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--source odps", "is not a tablestore one", "did you mean `odps`?");
        assertThat(run(Optional.empty(), "--verify").err()).contains("--source", "--target");
        Ran unverified = run(Optional.empty(), "--source", "ots", "--target", "odps");
        assertThat(unverified.code()).isEqualTo(2);
        assertThat(unverified.err()).contains("Pass --verify");
    }
}

package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.control.OperatorCall;
import io.tidemark.control.RemoteDesk;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Desk;
import io.tidemark.operator.RerunScope;
import io.tidemark.operator.RerunTerms;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.Steering;
import io.tidemark.operator.Submission;
import io.tidemark.operator.VerifyScope;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OperatorAddress;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowPlace;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Resolution;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands of the user who runs the operator get in by the token, nobody else does. */
final class ControlApiTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    private LiveConsole console;

    @BeforeEach
    void start() {
        console = new LiveConsole(fresh.transactions(), (attempt, display) -> {});
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void theTokenOpensIt() throws Exception {
        HttpResponse<String> answer = post("/v1/backup", "Bearer let me in", "{\"file\": \"/backups/a.zip\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(console.backups).containsExactly(Path.of("/backups/a.zip"));
        assertThat(post("/v1/backup", "Bearer let me in", "{\"file\": \"/backups/taken\"}"))
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(409);
                    assertThat(refused.body()).contains("BACKUP_NOT_WRITTEN").contains("Choose another.");
                });
        assertThat(post("/v1/backup", "Bearer let me in", "{\"file\": \"a.zip\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/backup", "Bearer let me in", "{").statusCode()).isEqualTo(400);
        assertThat(post("/v1/nothing", "Bearer let me in", "{}").statusCode()).isEqualTo(404);
        assertThat(console.backups).hasSize(1);
    }

    @Test
    void anAdminFetchesACopyWithWhichNothingStaysBehind() throws Exception {
        HttpResponse<String> answer = console.stranger().carrying("let me in").get("/v1/backup");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.body()).isEqualTo("a copy");
        assertThat(console.backups).hasSize(1);
        assertThat(console.backups.get(0).getParent()).doesNotExist();
        assertThat(fresh.count("audit_event")).isEqualTo(1);
    }

    @Test
    void nobodyMaySendWithoutEnd() throws Exception {
        String large = "{\"decision\": [" + "\"x\",".repeat(9_000_000) + "1]}";
        HttpResponse<String> answer = post("/v1/decisions/preview", "Bearer let me in", large);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("its body is larger than 32 MiB");
        HttpResponse<String> deep =
                post("/v1/decisions/preview", "Bearer let me in", "[".repeat(5_000) + "]".repeat(5_000));
        assertThat(deep.statusCode()).isEqualTo(400);
        assertThat(deep.body()).contains("nested too deeply");
    }

    @Test
    void nothingElseDoes() throws Exception {
        for (String key : new String[] {"", "Bearer ", "Bearer let me", "let me in", "Bearer let me in!"}) {
            HttpResponse<String> answer = post("/v1/backup", key, "{\"file\": \"/backups/a.zip\"}");
            assertThat(answer.statusCode()).as(key).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("let me in");
        }
        assertThat(console.loggedIn().method("POST", "/v1/backup").statusCode()).isEqualTo(401);
        assertThat(console.stranger().get("/v1/backup").statusCode()).isEqualTo(401);
        assertThat(console.stranger().get("/v1/windows").statusCode()).isEqualTo(401);
        assertThat(console.loggedIn().get("/v1/chains").statusCode()).isEqualTo(401);
        assertThat(console.loggedIn().get("/v1/anything").statusCode()).isEqualTo(401);
        assertThat(post("/v1/decisions", "Bearer let me", "{}").statusCode()).isEqualTo(401);
        assertThat(console.backups).isEmpty();
        assertThat(console.desk.filters).isEmpty();
    }

    @Test
    void aCommandSeesAndDoesThroughItWhatItWouldWithoutIt() {
        Desk desk = new RemoteDesk(
                OperatorCall.here(new OperatorAddress(console.server.port(), new Secret("let me in")), "somebody"));
        SourceHint source = new SourceHint(
                Optional.of(Path.of("/a/script.json")),
                Map.of("name", "a secret"),
                Optional.of(Path.of("/a/datasources.yaml")),
                Optional.empty());

        assertThat(desk.chains()).containsExactly(CannedDesk.CHAIN_VIEW);
        assertThat(desk.chain(CannedDesk.CHAIN)).isEqualTo(CannedDesk.CHAIN_DETAILS);
        assertThat(desk.window(7)).isEqualTo(CannedDesk.WINDOW_DETAILS);
        assertThat(desk.verify(CannedDesk.VERIFIED_CHAIN, CannedDesk.VERIFIED_SCOPE, CannedDesk.VERIFIED_HINT))
                .isEqualTo(CannedDesk.VERIFIED);
        assertThat(desk.verify(CannedDesk.CHAIN, new VerifyScope(Optional.empty()), SourceHint.NONE))
                .isEqualTo(CannedDesk.BARE_VERIFIED);
        List<WindowFilter> filters = List.of(
                new WindowFilter(Optional.of(CannedDesk.CHAIN), Optional.of(WindowState.GAP), 3),
                new WindowFilter(
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Optional.of(new WindowPlace(CannedDesk.TEN, CannedDesk.CHAIN))));
        assertThat(desk.windows(filters.get(0))).containsExactly(CannedDesk.WHOLE, CannedDesk.BARE);
        assertThat(desk.windows(filters.get(1))).containsExactly(CannedDesk.WHOLE);
        assertThat(console.desk.filters)
                .as("one more is looked for than is shown")
                .isEqualTo(filters.stream()
                        .map(filter ->
                                new WindowFilter(filter.chain(), filter.state(), filter.most() + 1, filter.after()))
                        .toList());
        assertThat(desk.version(new VersionId("quakes", 1))).isEqualTo(CannedDesk.VERSIONS.get(1));
        assertThat(desk.version(new VersionId("quakes", 2))).isEqualTo(CannedDesk.VERSIONS.get(0));
        assertThat(desk.versions(Optional.of("quakes"))).isEqualTo(console.desk.versions(Optional.empty()));
        assertThat(desk.versions(Optional.of("no quakes"))).isEmpty();
        Submission submission = new Submission(List.of(CannedDesk.TEXT), Path.of("/here"), Submission.Missing.REMOVE);
        assertThat(desk.changes(submission)).isEqualTo(CannedDesk.CHANGES);
        assertThat(console.desk.submissions).containsExactly(submission);
        assertThat(desk.backfills(Optional.empty(), 50)).isEqualTo(CannedBackfills.ALL);
        assertThat(desk.backfills(Optional.empty(), 1)).hasSize(1);
        assertThat(desk.backfill(3)).isEqualTo(CannedBackfills.DETAILS);
        List<DecisionRequest> requests = Stream.of(
                        new Decision.StartBackfill(CannedBackfills.ASKED, "for <that>"),
                        new Decision.StopBackfill(3, true, ""),
                        new Decision.ResumeBackfill(3, "go on"),
                        new Decision.Submit(submission, "for <that>"),
                        new Decision.RollBack(new VersionId("quakes", 1), ""),
                        new Decision.ResolveWindow(7, Resolution.NOT_COMMITTED, true),
                        new Decision.SetSuccessful(InstanceId.parse("a/b@2026-11-22T10:05+08:00"), "it is done"),
                        new Decision.Steer(Steering.FREEZE, List.of(CannedInstances.ID, CannedInstances.OTHER), ""),
                        new Decision.Rerun(
                                List.of(CannedInstances.ID),
                                new RerunScope(true, List.of(new TaskId("a", "b"))),
                                new RerunTerms(true, "it is \"needed\"")),
                        new Decision.Rerun(List.of(CannedInstances.OTHER), RerunScope.ONLY, new RerunTerms(false, "")),
                        new Decision.RerunFailed(
                                "a", Optional.of(CannedDesk.TEN), Optional.empty(), new RerunTerms(false, "")),
                        new Decision.PauseTasks(List.of(new TaskId("a", "b")), true, "it is full"),
                        new Decision.PauseTasks(List.of(new TaskId("a", "b"), new TaskId("a", "c")), false, ""),
                        new Decision.RunOnce(
                                new TaskId("a", "b"),
                                CannedDesk.TEN,
                                Map.of("start", "$[yyyy]"),
                                Optional.of("nightly"),
                                "to see"),
                        new Decision.MoveChain(CannedDesk.CHAIN, new ChainId("b")),
                        new Decision.RewindChain(CannedDesk.CHAIN, CannedDesk.TEN),
                        new Decision.RecoverChain(CannedDesk.CHAIN, Optional.of(CannedDesk.TEN)),
                        new Decision.RecoverChain(CannedDesk.CHAIN, Optional.empty()))
                .map(decision -> new DecisionRequest(decision, source, Actor.local("somebody")))
                .toList();
        for (DecisionRequest request : requests) {
            assertThat(desk.preview(request)).isEqualTo(CannedDesk.PREVIEW);
            desk.carryOut(request, "x1");
        }
        assertThat(console.desk.previewed).isEqualTo(requests);
        assertThat(console.desk.carriedOut).isEqualTo(requests);
        assertThat(source.toString()).doesNotContain("a secret");
    }

    @Test
    void whatIsRefusedIsRefusedInTheSameWords() {
        OperatorAddress address = new OperatorAddress(console.server.port(), new Secret("let me in"));
        Desk desk = new RemoteDesk(OperatorCall.here(address, "somebody"));
        DecisionRequest request = new DecisionRequest(
                new Decision.MoveChain(CannedDesk.CHAIN, new ChainId("b")), SourceHint.NONE, Actor.local("somebody"));
        DecisionRequest broken = new DecisionRequest(
                request.decision(),
                new SourceHint(Optional.empty(), Map.of(), Optional.empty(), Optional.of(Path.of("/flows"))),
                Actor.local("somebody"));

        assertThatThrownBy(() -> desk.chain(new ChainId("other"))).hasMessage("No `other`. Look.");
        assertThatThrownBy(() -> desk.carryOut(request, "x2"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure())
                                .isEqualTo(Failure.external("CHANGED_SINCE_SHOWN", "It has changed.", "Look again.")));
        assertThatThrownBy(() -> desk.preview(broken))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("a.yaml:3:4: error: it is wrong");
        assertThatThrownBy(() -> OperatorCall.here(new OperatorAddress(address.port(), new Secret("guess")), "somebody")
                        .backUp(Path.of("/backups/a.zip")))
                .hasMessageContaining("for programs that carry a token");
        assertThat(console.desk.carriedOut).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() throws Exception {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "{\"by\": \"me\"}",
            "{\"decision\": {\"kind\": \"erase\"}}",
            "{\"decision\": {\"kind\": \"rewind\", \"chain\": \"a\", \"to\": \"noon\"}}",
            "{\"decision\": {\"kind\": \"move\", \"from\": \"a\", \"to\": \"\"}}",
            "{\"decision\": {\"kind\": \"move\", \"from\": \"a\", \"to\": \"b\"},"
                    + " \"source\": {\"script\": \"relative.json\"}}"
        }) {
            assertThat(post("/v1/decisions/preview", "Bearer let me in", body))
                    .as(body)
                    .satisfies(refused -> {
                        assertThat(refused.statusCode()).isEqualTo(400);
                        assertThat(refused.body()).contains("\"code\":\"BAD_REQUEST\"");
                    });
        }
        assertThat(console.desk.previewed).isEmpty();
        assertThat(post("/v1/nothing", "Bearer let me in", "{}").body())
                .contains("\"kind\":\"USER\"", "REQUEST_REFUSED", "Nothing is at /v1/nothing.");
    }

    @Test
    void whatTheOperatorDidNotExpectIsSaidToBeItsFault() {
        console.desk.breaks = true;
        Desk desk = new RemoteDesk(
                OperatorCall.here(new OperatorAddress(console.server.port(), new Secret("let me in")), "somebody"));
        assertThatThrownBy(desk::chains).isInstanceOfSatisfying(FailureException.class, fault -> {
            assertThat(fault.failure().kind()).isEqualTo(FailureKind.BUG);
            assertThat(fault.failure().sentence())
                    .contains("could not answer", "may have been done")
                    .doesNotContain("oops");
        });
    }

    private HttpResponse<String> post(String path, String authorization, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(console.server.address() + path))
                                .header("Origin", console.server.address())
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

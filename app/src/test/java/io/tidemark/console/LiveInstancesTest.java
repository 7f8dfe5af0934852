package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.instance.InstanceState;
import io.tidemark.login.Token;
import io.tidemark.login.TokenRequest;
import io.tidemark.store.FreshDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class LiveInstancesTest {
    private static final String PATH =
            "/v1/instance/events?id=" + URLEncoder.encode(CannedInstances.ID.toString(), StandardCharsets.UTF_8);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final ScriptedInstance instance = new ScriptedInstance();

    @SuppressWarnings("NullAway.Init")
    private LiveConsole console;

    @BeforeEach
    void open() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
        console.desk.script = instance;
    }

    @AfterEach
    void close() {
        console.close();
    }

    private InstanceFeed feed(String... position) {
        return new InstanceFeed(
                console.desk, CannedInstances.ID, position.length == 0 ? Optional.empty() : Optional.of(position[0]));
    }

    private static List<String> told(InstanceFeed feed) {
        return feed.next().stream()
                .map(event -> event.name()
                        + event.position().map(at -> " " + at).orElse("")
                        + (event.name().equals("log")
                                ? " " + event.data().path("text").asText()
                                : " " + event.data().path("state").asText() + " "
                                        + event.data().path("read").asLong()))
                .toList();
    }

    @Test
    void eachThingIsToldOnce() {
        InstanceFeed feed = feed();
        assertThat(told(feed)).containsExactly("instance WAITING 0");
        assertThat(told(feed)).isEmpty();

        instance.attempt().says("a").says("b").says("c").reads(5);
        assertThat(told(feed)).containsExactly("instance RUNNING 5", "log 1-1 a", "log 1-2 b");
        assertThat(told(feed)).containsExactly("log 1-3 c");
        assertThat(told(feed)).isEmpty();

        instance.says("d").attemptEnds(InstanceState.RETRY_WAIT).attempt().says("e");
        assertThat(told(feed)).containsExactly("instance RUNNING 5", "log 1-4 d");
        assertThat(told(feed)).containsExactly("log 2-1 e");

        instance.says("f").says("g").says("h").attemptEnds(InstanceState.SUCCEEDED);
        assertThat(told(feed)).containsExactly("instance SUCCEEDED 5", "log 2-2 f", "log 2-3 g");
        assertThat(feed.ended()).isFalse();
        assertThat(told(feed)).containsExactly("log 2-4 h", "end SUCCEEDED 5");
        assertThat(feed.ended()).isTrue();
    }

    @Test
    void whoeverWasCutOffGoesOnWhereTheyWere() {
        instance.attempt().says("a").says("b").says("c");
        assertThat(told(feed("1-2"))).containsExactly("instance RUNNING 0", "log 1-3 c");
        assertThat(told(feed("nonsense"))).containsExactly("instance RUNNING 0", "log 1-1 a", "log 1-2 b");
        assertThat(told(feed("99999999999-1"))).hasSize(3);
    }

    @Test
    void anInstanceThatEndedWithoutAnAttemptHasEnded() {
        instance.is(InstanceState.CANCELLED);
        InstanceFeed feed = feed();
        assertThat(told(feed)).containsExactly("instance CANCELLED 0", "end CANCELLED 0");
    }

    @Test
    void aStreamGoesOnUntilTheInstanceHasEnded() throws Exception {
        instance.attempt().says("first \"<line>\"");
        HttpResponse<java.io.InputStream> answer = console.stranger().carrying("let me in").stream(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(until(lines, "id: 1-1")).contains("event: instance", "event: log");
            assertThat(lines.readLine()).startsWith("data: {").contains("first \\\"<line>\\\"", "\"attempt\":1");
            instance.says("last").attemptEnds(InstanceState.SUCCEEDED);
            List<String> rest = lines.lines().toList();
            assertThat(rest).contains("id: 1-2", "event: end");
        }
    }

    @Test
    void itEndsWithTheToken() throws Exception {
        instance.attempt().says("a");
        console.opening(Role.VIEWER);
        Token token = console.entrance
                .users()
                .by(Actor.operator("the test"))
                .issue(new TokenRequest(
                        new UserName("viewer"), "a test", Role.VIEWER.permissions(), Duration.ofDays(1)));
        HttpResponse<java.io.InputStream> answer = console.stranger().carrying(token.text()).stream(PATH);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            until(lines, "id: 1-1");
            console.entrance.users().by(Actor.operator("the test")).remove(new UserName("viewer"));
            assertThat(lines.lines().toList()).as("to its end").doesNotContain("event: end");
        }
    }

    @Test
    void whatIsRefusedIsNoStream() throws Exception {
        HttpResponse<String> answer = console.stranger().carrying("let me in").get("/v1/instance/events?id=nothing");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static List<String> until(BufferedReader lines, String last) throws IOException {
        List<String> read = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            if (line.equals(last)) {
                return read;
            }
        }
        throw new AssertionError("ended without " + last + ": " + read);
    }
}

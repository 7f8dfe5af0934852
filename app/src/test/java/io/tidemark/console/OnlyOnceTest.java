package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.TokenRequest;
import io.tidemark.store.FreshDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests with a key of their own. */
final class OnlyOnceTest {
    private static final String DECISION = "/v1/decisions";
    private static final String STOP =
            "{\"decision\": {\"kind\": \"stop-backfill\", \"number\": 3, \"reason\": \"a test\"}, \"seen\": \"x1\"}";
    private static final String KEY = "3f0c5c3e-0001";

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private LiveConsole console;

    @BeforeEach
    void open() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theSecondIsAnsweredAsTheFirst() throws Exception {
        HttpResponse<String> first = post(DECISION, KEY, STOP);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        HttpResponse<String> second = post(DECISION, KEY, STOP);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).contains("carriedOut");
        assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(console.desk.carriedOut).hasSize(1);

        assertThat(post(DECISION, "with a space", STOP).statusCode()).isEqualTo(400);
        assertThat(post(DECISION, "another-key", STOP).statusCode()).isEqualTo(200);
        assertThat(console.desk.carriedOut).hasSize(2);
    }

    @Test
    void aKeyIsForOneRequestOfOnePerson() throws Exception {
        post(DECISION, KEY, STOP);
        HttpResponse<String> other = post(DECISION, KEY, STOP.replace(": 3", ": 4"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("KEY_USED");
        assertThat(post("/v1/users", KEY, STOP).statusCode()).isEqualTo(422);

        console.opening(Role.ADMIN);
        String admin = console.entrance
                .users()
                .by(Actor.operator("the test"))
                .issue(new TokenRequest(new UserName("admin"), "a test", Role.ADMIN.permissions(), Duration.ofDays(1)))
                .text();
        assertThat(post(DECISION, KEY, STOP.replace(": 3", ": 4"), admin).statusCode())
                .isEqualTo(200);
        assertThat(console.desk.carriedOut).hasSize(2);
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        int all = 8;
        ExecutorService threads = Executors.newFixedThreadPool(all);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            answers.add(threads.submit(() -> {
                go.await();
                return post(DECISION, KEY, STOP).statusCode();
            }));
        }
        go.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 409);
        }
        threads.shutdown();

        assertThat(console.desk.carriedOut).hasSize(1);
        assertThat(post(DECISION, KEY, STOP).statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasRefusedMayBeTriedAgain() throws Exception {
        String stale = STOP.replace("x1", "x0");
        assertThat(post(DECISION, KEY, stale).statusCode()).isEqualTo(409);
        assertThat(post(DECISION, KEY, stale).headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(post(DECISION, KEY, STOP).statusCode()).isEqualTo(200);
        assertThat(post(DECISION, "short", STOP).statusCode()).isEqualTo(400);
        assertThat(post(DECISION, "3f0c5c3e-0002", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasCutOffIsNotDoneAgain() throws Exception {
        console.desk.breaks = true;
        assertThat(post(DECISION, KEY, STOP).statusCode()).isEqualTo(500);
        console.desk.breaks = false;

        HttpResponse<String> again = post(DECISION, KEY, STOP);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("REQUEST_UNENDED");
        assertThat(console.desk.carriedOut).isEmpty();
    }

    @Test
    void aSecretIsAnsweredOnceAndNotKept() throws Exception {
        String ann = "{\"name\": \"ann\", \"role\": \"viewer\"}";
        HttpResponse<String> first = post("/v1/users", KEY, ann);
        assertThat(first.body()).contains("token");
        HttpResponse<String> second = post("/v1/users", KEY, ann);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("SECRET_ANSWERED");
        assertThat(database.transactions()
                        .inTransaction(() -> database.transactions()
                                .handle()
                                .createQuery("SELECT COUNT(*) FROM request_key WHERE answer IS NOT NULL")
                                .mapTo(Long.class)
                                .one()))
                .isZero();
    }

    @Test
    void aKeyIsKnownForADay() throws Exception {
        post(DECISION, KEY, STOP);
        console.clock.turn(Duration.ofHours(23));
        post(DECISION, KEY, STOP);
        assertThat(console.desk.carriedOut).hasSize(1);

        console.clock.turn(Duration.ofHours(2));
        post(DECISION, KEY, STOP);
        assertThat(console.desk.carriedOut).hasSize(2);
        assertThat(database.count("request_key")).isEqualTo(1);
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return post(path, key, body, "let me in");
    }

    private HttpResponse<String> post(String path, String key, String body, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.server.address() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

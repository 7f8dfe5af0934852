package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.Token;
import io.tidemark.login.UserDesk;
import io.tidemark.store.AuditLog;
import io.tidemark.store.FreshDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {
    private static final String GOOD = "correct horse battery staple";
    private static final UserName ANN = new UserName("ann");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

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

    private UserDesk users() {
        return console.entrance.users().by(Actor.local("root"));
    }

    /** Ann, who has chosen her password. */
    private Browser ann(Role role) throws Exception {
        Browser browser = console.stranger();
        assertThat(choose(browser, users().add(ANN, role), GOOD, GOOD).statusCode())
                .isEqualTo(303);
        return browser;
    }

    private static HttpResponse<String> choose(Browser browser, Token link, String password, String again)
            throws Exception {
        return browser.post("/login/link", Map.of("token", link.text(), "password", password, "again", again));
    }

    private HttpResponse<String> logIn(Browser browser, String name, String password) throws Exception {
        return browser.post("/login", Map.of("name", name, "password", password));
    }

    @Test
    void whoeverFollowsTheFirstLinkBecomesTheAdmin() throws Exception {
        String link = console.server.firstAdminLink().orElseThrow();
        String other = console.server.firstAdminLink().orElseThrow();
        String path = link.substring(console.server.address().length());
        Browser browser = console.stranger();
        assertThat(browser.get(path).body()).contains("Nobody can log in yet", "name=\"name\"", "name=\"again\"");

        HttpResponse<String> done = browser.post(
                "/login/link", Map.of("token", token(link), "name", "Ann", "password", GOOD, "again", GOOD));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains(">ann</a>");
        assertThat(users().users()).singleElement().satisfies(user -> {
            assertThat(user.name()).isEqualTo(ANN);
            assertThat(user.role()).isEqualTo(Role.ADMIN);
        });
        assertThat(console.server.firstAdminLink()).isEmpty();
        HttpResponse<String> late = console.stranger()
                .post("/login/link", Map.of("token", token(other), "name", "eve", "password", GOOD, "again", GOOD));
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(users().users()).hasSize(1);
        assertThat(logIn(console.stranger(), " ANN ", GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void ofTwoWhoComeAtOnceOneBecomesTheAdmin() throws Exception {
        Token link = console.entrance.links().forFirstAdmin();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> answers = List.of("ann", "eve").stream()
                    .map(name -> both.submit(() -> console.stranger()
                            .post(
                                    "/login/link",
                                    Map.of("token", link.text(), "name", name, "password", GOOD, "again", GOOD))
                            .statusCode()))
                    .toList();
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(303, 401);
        } finally {
            both.shutdownNow();
        }
        assertThat(users().users()).hasSize(1);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() throws Exception {
        ann(Role.VIEWER);

        HttpResponse<String> wrong = logIn(console.stranger(), "ann", "wrong horse battery staple");
        HttpResponse<String> unknown = logIn(console.stranger(), "bob", GOOD);
        HttpResponse<String> noName = logIn(console.stranger(), "<script>alert(1)</script>", GOOD);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(noName.body()).isEqualTo(wrong.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 499, 500, 999})
    void aClockThatIsFinerThanTheDatabaseLocksNobodyOut(int nanos) throws Exception {
        ann(Role.VIEWER);
        console.clock.turn(Duration.ofNanos(nanos));

        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void aNameIsLockedAfterFiveTriesAndOpensAgain() throws Exception {
        ann(Role.VIEWER);
        for (int tries = 1; tries <= 5; tries++) {
            assertThat(logIn(console.stranger(), "ann", "wrong " + tries).statusCode())
                    .isEqualTo(401);
        }
        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(401);
        console.clock.turn(Duration.ofMinutes(1));

        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(303);
        assertThat(database.count("login_failure")).isZero();
    }

    @Test
    void manyTriesAtOnceAreNoMoreThanManyInTurn() throws Exception {
        ann(Role.VIEWER);
        ExecutorService many = Executors.newFixedThreadPool(12);
        try {
            List<Future<Integer>> answers = java.util.stream.IntStream.range(0, 12)
                    .mapToObj(number -> many.submit(() ->
                            logIn(console.stranger(), "ann", "wrong " + number).statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(401);
            }
        } finally {
            many.shutdownNow();
        }
        int tried = database.transactions()
                .inTransaction(() -> database.transactions()
                        .handle()
                        .createQuery("SELECT failures FROM login_failure WHERE name = 'ann'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(tried).isEqualTo(5);
    }

    @Test
    void oneAddressCanTryOnlySoOften() throws Exception {
        int refused = 0;
        for (int tries = 0; tries < 40 && refused == 0; tries++) {
            HttpResponse<String> answer = console.stranger().post("/login/link", Map.of("token", "guess" + tries));
            refused = answer.statusCode() == 429 ? tries : 0;
            if (refused > 0) {
                assertThat(answer.body()).contains("Wait a minute");
            }
        }
        assertThat(refused).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "annannannann", "aaaaaaaaaaaaaaaa"})
    void aWeakPasswordIsRefusedAndTheLinkStays(String weak) throws Exception {
        Token link = users().add(ANN, Role.VIEWER);

        HttpResponse<String> refused = choose(console.stranger(), link, weak, weak);
        HttpResponse<String> different = choose(console.stranger(), link, GOOD, GOOD + "!");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Choose another one");
        assertThat(different.body()).contains("not the same");
        assertThat(choose(console.stranger(), link, GOOD, GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void anotherRoleAndAnotherPasswordEndAllSessions() throws Exception {
        Browser browser = ann(Role.VIEWER);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        users().setRole(ANN, Role.OPERATOR);
        assertThat(browser.get("/").statusCode()).isEqualTo(401);

        assertThat(logIn(browser, "ann", GOOD).statusCode()).isEqualTo(303);
        Browser elsewhere = console.stranger();
        assertThat(logIn(elsewhere, "ann", GOOD).statusCode()).isEqualTo(303);
        String key = key(browser.get("/account").body());
        String better = GOOD + " and more";
        assertThat(browser.post(
                                "/account/password",
                                Map.of("key", key, "old", "no", "password", better, "again", better))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.post(
                                "/account/password",
                                Map.of("key", key, "old", GOOD, "password", better, "again", better))
                        .statusCode())
                .isEqualTo(303);

        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(401);
        assertThat(logIn(elsewhere, "ann", GOOD).statusCode()).isEqualTo(401);
        assertThat(logIn(elsewhere, "ann", better).statusCode()).isEqualTo(303);
    }

    @Test
    void aFormOfAnotherSessionChangesNoPassword() throws Exception {
        Browser browser = ann(Role.VIEWER);
        String foreign = key(console.loggedIn().get("/account").body());

        HttpResponse<String> refused = browser.post(
                "/account/password", Map.of("key", foreign, "old", GOOD, "password", GOOD + "!", "again", GOOD + "!"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void aResetEndsThePasswordTheSessionsAndEarlierLinks() throws Exception {
        Browser browser = ann(Role.VIEWER);
        Token first = users().reset(ANN);

        assertThat(browser.get("/").statusCode()).isEqualTo(401);
        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(401);
        Token second = users().reset(ANN);
        assertThat(choose(console.stranger(), first, GOOD, GOOD).statusCode()).isEqualTo(401);
        assertThat(choose(console.stranger(), second, GOOD, GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void aRemovedUserIsGone() throws Exception {
        Browser browser = ann(Role.VIEWER);
        users().remove(ANN);

        assertThat(browser.get("/").statusCode()).isEqualTo(401);
        assertThat(logIn(console.stranger(), "ann", GOOD).statusCode()).isEqualTo(401);
        assertThat(database.count("login_session")).isZero();
    }

    @Test
    void theLastAdminStays() throws Exception {
        ann(Role.ADMIN);

        assertThatThrownBy(() -> users().setRole(ANN, Role.VIEWER)).hasMessageContaining("the only admin");
        assertThatThrownBy(() -> users().remove(ANN)).hasMessageContaining("the only admin");
        users().add(new UserName("bob"), Role.ADMIN);
        users().remove(ANN);
        assertThat(users().users()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "",
                "evil",
                "/a b",
                "/\r\nSet-Cookie: x=y",
                "/@evil.example//"
            })
    void loggingInLeadsNowhereElse(String next) throws Exception {
        ann(Role.VIEWER);

        HttpResponse<String> answer =
                console.stranger().post("/login", Map.of("name", "ann", "password", GOOD, "next", next));

        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith("/")
                .doesNotContain("//", "\\");
        assertThat(answer.headers().map()).doesNotContainEntry("set-cookie", List.of("x=y"));
    }

    @Test
    void whatPeopleDidIsInTheTrailAndNoSecretIs() throws Exception {
        ann(Role.VIEWER);
        logIn(console.stranger(), "ann", "a wrong secret");
        logIn(console.stranger(), "not a user: my password", "x");

        List<AuditEvent> events = new AuditLog(database.transactions())
                .list(new AuditLog.Filter(Optional.empty(), Optional.empty(), Optional.empty(), 10));

        assertThat(events)
                .extracting(AuditEvent::who, AuditEvent::action, AuditEvent::outcome, AuditEvent::address)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ann", "log-in", AuditEvent.Outcome.REFUSED, "127.0.0.1"),
                        org.assertj.core.groups.Tuple.tuple(
                                "ann", "choose-password", AuditEvent.Outcome.DONE, "127.0.0.1"),
                        org.assertj.core.groups.Tuple.tuple("root", "add-user", AuditEvent.Outcome.DONE, ""));
        assertThat(events.toString()).doesNotContain(GOOD, "a wrong secret", "my password");
    }

    private static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private static String key(String page) {
        Matcher key = Pattern.compile("name=\"key\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(key.find()).isTrue();
        return key.group(1);
    }
}

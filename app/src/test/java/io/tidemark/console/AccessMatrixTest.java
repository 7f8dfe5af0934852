package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.TokenRequest;
import io.tidemark.store.FreshDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every route, with every role and with none, by every way in. What is expected stands here once more, in words of its own. */
final class AccessMatrixTest {
    private static final Set<Role> NOBODY_ASKED = Set.of();
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> OPERATING = EnumSet.of(Role.OPERATOR, Role.ADMIN);
    private static final Set<Role> RUNNING = EnumSet.of(Role.OPERATOR, Role.DEVELOPER, Role.ADMIN);
    private static final Set<Role> EDITING = EnumSet.of(Role.DEVELOPER, Role.ADMIN);
    private static final Set<Role> ADMINISTERING = EnumSet.of(Role.ADMIN);

    /** Method and path to who may; the empty set stands for everybody, strangers too. */
    private static final Map<String, Set<Role>> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /", ALL),
            Map.entry("GET /audit", ADMINISTERING),
            Map.entry("GET /account", ALL),
            Map.entry("POST /account/password", ALL),
            Map.entry("POST /logout", ALL),
            Map.entry("GET /login", NOBODY_ASKED),
            Map.entry("POST /login", NOBODY_ASKED),
            Map.entry("GET /login/link", NOBODY_ASKED),
            Map.entry("POST /login/link", NOBODY_ASKED),
            Map.entry("GET /healthz", NOBODY_ASKED),
            Map.entry("GET /readyz", NOBODY_ASKED),
            Map.entry("GET /static/console.css", NOBODY_ASKED),
            Map.entry("GET /static/back.css", NOBODY_ASKED),
            Map.entry("GET /static/dashboard.js", NOBODY_ASKED),
            Map.entry("GET /static/icons.svg", NOBODY_ASKED),
            Map.entry("GET /dashboard", ALL),
            Map.entry("GET /dashboard/*", ALL),
            Map.entry("GET /api", ALL),
            Map.entry("GET /api/*", ALL),
            Map.entry("GET /sse", ALL),
            Map.entry("GET /sse/*", ALL),
            Map.entry("POST /api/jobs/{id}/requeue", OPERATING),
            Map.entry("DELETE /api/jobs/{id}", OPERATING),
            Map.entry("POST /api/recurring-jobs/{id}/trigger", RUNNING),
            Map.entry("DELETE /api/recurring-jobs/{id}", OPERATING),
            Map.entry("DELETE /api/problems/{type}", OPERATING)));

    private static final Map<String, Set<Role>> API = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /v1/chains", ALL),
            Map.entry("GET /v1/chain", ALL),
            Map.entry("GET /v1/windows", ALL),
            Map.entry("GET /v1/windows/{id}", ALL),
            Map.entry("GET /v1/backfills", ALL),
            Map.entry("GET /v1/backfills/{number}", ALL),
            Map.entry("GET /v1/versions", ALL),
            Map.entry("GET /v1/version", ALL),
            Map.entry("GET /v1/tasks", ALL),
            Map.entry("GET /v1/instances", ALL),
            Map.entry("GET /v1/instance", ALL),
            Map.entry("GET /v1/instance/why", ALL),
            Map.entry("GET /v1/instance/log", ALL),
            Map.entry("GET /v1/instance/events", ALL),
            Map.entry("POST /v1/decisions", ALL),
            Map.entry("POST /v1/decisions/preview", ALL),
            Map.entry("POST /v1/verify", RUNNING),
            Map.entry("GET /v1/plan", ALL),
            Map.entry("POST /v1/plan", EDITING),
            Map.entry("POST /v1/validate", EDITING),
            Map.entry("POST /v1/convert", EDITING),
            Map.entry("POST /v1/params", ALL),
            Map.entry("POST /v1/datasources/{name}/preview", RUNNING),
            Map.entry("POST /v1/changes", EDITING),
            Map.entry("GET /metrics", ALL),
            Map.entry("GET /v1/openapi.json", ALL),
            Map.entry("GET /v1/datasources", ALL),
            Map.entry("POST /v1/datasources/{name}", ADMINISTERING),
            Map.entry("DELETE /v1/datasources/{name}", ADMINISTERING),
            Map.entry("POST /v1/datasources/{name}/test", RUNNING),
            Map.entry("POST /v1/examinations", ADMINISTERING),
            Map.entry("POST /v1/datasources-key", ADMINISTERING),
            Map.entry("GET /v1/users", ADMINISTERING),
            Map.entry("POST /v1/users", ADMINISTERING),
            Map.entry("POST /v1/users/{name}/role", ADMINISTERING),
            Map.entry("POST /v1/users/{name}/reset", ADMINISTERING),
            Map.entry("DELETE /v1/users/{name}", ADMINISTERING),
            Map.entry("GET /v1/tokens", ALL),
            Map.entry("POST /v1/tokens", ADMINISTERING),
            Map.entry("DELETE /v1/tokens/{id}", ALL),
            Map.entry("GET /v1/audit", ADMINISTERING),
            Map.entry("GET /v1/backup", ADMINISTERING),
            // Onto the disk of the operator's machine, so only its own token does that.
            Map.entry("POST /v1/backup", EnumSet.noneOf(Role.class))));

    private static final Set<HandlerType> METHODS =
            Set.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE);

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
    void everyRouteHasOneRuleAndStandsHere() {
        assertThat(console.server.routes())
                .allSatisfy(route -> assertThat(route.rules())
                        .as(route.method() + " " + route.path())
                        .hasSize(1)
                        .first()
                        .isInstanceOf(Rule.class));
        Set<String> expected = new TreeSet<>(PAGES.keySet());
        expected.addAll(API.keySet());
        Set<String> served = new TreeSet<>();
        console.server.routes().forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(served).isEqualTo(expected);
    }

    @Test
    void pagesLetInWhoMay() throws Exception {
        Map<Role, String> cookies = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            cookies.put(
                    role,
                    "tidemark-" + console.server.port() + "="
                            + console.entrance
                                    .logins()
                                    .byLink(console.opening(role), "127.0.0.1")
                                    .text());
        }
        for (Map.Entry<String, Set<Role>> route : PAGES.entrySet()) {
            boolean open = route.getValue().isEmpty();
            int stranger = status(route.getKey());
            assertThat(stranger)
                    .as("a stranger: " + route.getKey())
                    .matches(status -> open == (status != 401 || route.getKey().contains("/login")));
            for (Map.Entry<Role, String> cookie : cookies.entrySet()) {
                if (route.getKey().equals("POST /logout") || open) {
                    continue;
                }
                assertLetIn(route, cookie.getKey(), status(route.getKey(), "Cookie", cookie.getValue()));
            }
            int withToken = status(route.getKey(), "Authorization", "Bearer " + token(Role.ADMIN));
            assertThat(withToken).as("a token on a page: " + route.getKey()).isEqualTo(stranger);
        }
    }

    @Test
    void theApiLetsInWhoMay() throws Exception {
        String cookie = "tidemark-" + console.server.port() + "="
                + console.entrance
                        .logins()
                        .byLink(console.opening(Role.ADMIN), "127.0.0.1")
                        .text();
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, token(role));
        }
        for (Map.Entry<String, Set<Role>> route : API.entrySet()) {
            assertThat(status(route.getKey()))
                    .as("a stranger: " + route.getKey())
                    .isEqualTo(401);
            assertThat(status(route.getKey(), "Cookie", cookie))
                    .as("a browser: " + route.getKey())
                    .isEqualTo(401);
            assertThat(status(route.getKey(), "Authorization", "Bearer tidemark_guess"))
                    .as("a guess: " + route.getKey())
                    .isEqualTo(401);
            for (Map.Entry<Role, String> token : tokens.entrySet()) {
                assertLetIn(
                        route, token.getKey(), status(route.getKey(), "Authorization", "Bearer " + token.getValue()));
            }
        }
    }

    @Test
    void aTokenPermitsNoMoreThanItWasMadeWith() throws Exception {
        console.opening(Role.ADMIN);
        String looking = token(Role.ADMIN, EnumSet.of(Permission.LOOK));

        assertThat(status("GET /v1/chains", "Authorization", "Bearer " + looking))
                .isEqualTo(200);
        assertThat(status("POST /v1/backup", "Authorization", "Bearer " + looking))
                .isEqualTo(403);
        assertThat(status("POST /v1/verify", "Authorization", "Bearer " + looking))
                .isEqualTo(403);
    }

    @Test
    void aTokenPermitsNoMoreThanItsUserMayNow() throws Exception {
        String token = token(Role.DEVELOPER);
        assertThat(status("POST /v1/changes", "Authorization", "Bearer " + token))
                .isNotEqualTo(403);

        console.entrance.users().by(Actor.operator("the test")).setRole(new UserName("developer"), Role.VIEWER);

        assertThat(status("POST /v1/changes", "Authorization", "Bearer " + token))
                .isEqualTo(403);
        assertThat(status("GET /v1/chains", "Authorization", "Bearer " + token)).isEqualTo(200);
    }

    @Test
    void otherMethodsAndPathsGiveNothingAway() throws Exception {
        String viewer = "tidemark-" + console.server.port() + "="
                + console.entrance
                        .logins()
                        .byLink(console.opening(Role.VIEWER), "127.0.0.1")
                        .text();
        Set<String> known = new TreeSet<>(PAGES.keySet());
        known.addAll(API.keySet());
        for (String path : known.stream().map(route -> route.split(" ", 2)[1]).collect(Collectors.toSet())) {
            for (HandlerType method : METHODS) {
                String asked = method + " " + path;
                if (known.contains(asked) || path.endsWith("*")) {
                    continue;
                }
                assertThat(status(asked)).as("a stranger: " + asked).isEqualTo(401);
                assertThat(status(asked, "Cookie", viewer))
                        .as("a viewer: " + asked)
                        .isIn(400, 401, 403, 404, 405);
            }
        }
        for (String path : new String[] {"/v1", "/v1/", "/v1/nowhere", "/v1/../", "/api/jobs/x/delete", "/configs"}) {
            assertThat(status("GET " + path)).as(path).isIn(400, 401);
        }
    }

    private static void assertLetIn(Map.Entry<String, Set<Role>> route, Role role, int status) {
        String what = role + " " + route.getKey() + " was answered " + status;
        if (route.getValue().contains(role)) {
            // A form without its key is refused with 403, too, but not for the role.
            boolean form = route.getKey().startsWith("POST /account");
            assertThat(status).as(what).matches(code -> code != 401 && (code != 403 || form) && code != 405);
        } else {
            assertThat(status).as(what).isEqualTo(403);
        }
    }

    private String token(Role role) {
        return token(role, role.permissions());
    }

    private String token(Role role, Set<Permission> permissions) {
        console.opening(role);
        return console.entrance
                .users()
                .by(Actor.operator("the test"))
                .issue(new TokenRequest(new UserName(role.word()), "a test", permissions, Duration.ofDays(1)))
                .text();
    }

    private int status(String route, String... headers) throws Exception {
        String[] words = route.split(" ", 2);
        String path = words[1].replaceAll("\\{[a-z]+}", "999").replace("*", "nothing");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.server.address() + path))
                .method(words[0], HttpRequest.BodyPublishers.noBody())
                .header("Origin", console.server.address());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<java.io.InputStream> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }
}

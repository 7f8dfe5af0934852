package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.control.OperatorCall;
import io.tidemark.control.RemoteDesk;
import io.tidemark.login.TokenRequest;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.EveryDecision;
import io.tidemark.operator.SourceHint;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The document describes every route, and what is sent and answered is as it says. */
final class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonNode document = OpenApi.document();

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
    void everyRouteOfTheApiIsDescribedWithWhatItNeeds() {
        Map<String, String> served = new TreeMap<>();
        console.server.routes().stream()
                .filter(route -> route.path().startsWith("/v1/"))
                .forEach(route -> served.put(
                        route.method() + " " + route.path(),
                        ((Rule.Api) route.rules().iterator().next()).needs().word()));
        Map<String, String> described = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue().path("x-permission").asText())));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void whatIsMissingAndWhatIsNotDescribedAreMistakes() throws Exception {
        JsonNode instance = JSON.readTree("{\"$ref\": \"#/components/schemas/Instance\"}");

        assertThat(mistakes(instance, JSON.readTree("{\"id\": 7, \"secret\": \"x\"}"))
                        .toString())
                .contains("'state'", "'read'", "secret", "integer found");
    }

    @Test
    void whatIsAnsweredIsAsDescribed() throws Exception {
        console.opening(Role.VIEWER);
        console.entrance
                .users()
                .by(Actor.operator("the test"))
                .issue(new TokenRequest(
                        new UserName("viewer"), "a test", Role.VIEWER.permissions(), Duration.ofDays(1)));
        String chain = encoded(CannedDesk.CHAIN.value());
        String instance = encoded(CannedInstances.ID.toString());
        Map<String, String> asked = new TreeMap<>(Map.ofEntries(
                Map.entry("/v1/tasks", ""),
                Map.entry("/v1/instances", ""),
                Map.entry("/v1/instance", "?id=" + instance),
                Map.entry("/v1/instance/why", "?id=" + instance),
                Map.entry("/v1/instance/log", "?id=" + instance),
                Map.entry("/v1/backfills", ""),
                Map.entry("/v1/backfills/{number}", ""),
                Map.entry("/v1/plan", "?from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z"),
                Map.entry("/v1/versions", ""),
                Map.entry(
                        "/v1/version",
                        "?id=" + encoded(CannedDesk.VERSIONS.get(0).id().toString())),
                Map.entry("/v1/chains", ""),
                Map.entry("/v1/chain", "?id=" + chain),
                Map.entry("/v1/windows", ""),
                Map.entry("/v1/windows/{id}", ""),
                Map.entry("/v1/datasources", ""),
                Map.entry("/v1/users", ""),
                Map.entry("/v1/tokens", ""),
                Map.entry("/v1/audit", ""),
                Map.entry("/v1/openapi.json", "")));
        for (Map.Entry<String, String> path : asked.entrySet()) {
            HttpResponse<String> answer = get(path.getKey().replaceAll("\\{[a-z]+}", "7") + path.getValue());
            assertThat(answer.statusCode())
                    .as(path.getKey() + " " + answer.body())
                    .isEqualTo(200);
            JsonNode schema = document.path("paths")
                    .path(path.getKey())
                    .at("/get/responses/200/content/application~1json/schema");
            assertThat(mistakes(schema, JSON.readTree(answer.body())))
                    .as(path.getKey() + " " + answer.body())
                    .isEmpty();
        }
        Set<String> all = new java.util.TreeSet<>();
        document.path("paths").properties().stream()
                .filter(path -> path.getValue().at("/get/responses/200/content").has("application/json"))
                .forEach(path -> all.add(path.getKey()));
        assertThat(asked.keySet()).isEqualTo(all);
    }

    @Test
    void whatIsRefusedIsAsDescribed() throws Exception {
        JsonNode problem = document.at("/components/responses/Problem/content/application~1problem+json/schema");
        for (String path : new String[] {
            "/v1/chain?id=nobody",
            "/v1/chain",
            "/v1/windows?limit=0",
            "/v1/windows?state=LOST",
            "/v1/instances?from=noon",
            "/v1/instance?id=x",
            "/v1/windows/x",
            "/v1/nowhere"
        }) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).contains("application/problem+json");
            JsonNode body = JSON.readTree(answer.body());
            assertThat(mistakes(problem, body)).as(path + " " + body).isEmpty();
            assertThat(body.path("status").asInt()).isEqualTo(answer.statusCode());
        }
        assertThat(get("/v1/windows?limit=0").body()).contains("`limit` is a number from 1 to 100000");
        assertThat(get("/v1/windows?state=LOST").body()).contains("`state` is one of OPEN, COMMITTING");
        assertThat(get("/v1/chain?id=nobody").statusCode()).isEqualTo(404);
        assertThat(get("/v1/chain").statusCode()).isEqualTo(400);
    }

    @Test
    void everyDecisionIsSentAsDescribed() throws Exception {
        List<JsonNode> sent = new ArrayList<>();
        HttpServer operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/", exchange -> {
            sent.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            byte[] preview = "{\"sentences\": [], \"seen\": \"x\", \"done\": \"\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, preview.length);
            exchange.getResponseBody().write(preview);
            exchange.close();
        });
        operator.start();
        try {
            RemoteDesk desk = new RemoteDesk(new OperatorCall(
                    URI.create("http://127.0.0.1:" + operator.getAddress().getPort()),
                    new Secret("token"),
                    Optional.empty(),
                    Optional.empty()));
            EveryDecision.rules().keySet().forEach(decision -> {
                DecisionRequest request = new DecisionRequest(decision, SourceHint.NONE, Actor.local("ann"));
                desk.preview(request);
                desk.carryOut(request, "x");
            });
        } finally {
            operator.stop(0);
        }
        JsonNode previewed = body("/v1/decisions/preview");
        JsonNode carriedOut = body("/v1/decisions");
        for (int i = 0; i < sent.size(); i++) {
            assertThat(mistakes(i % 2 == 0 ? previewed : carriedOut, sent.get(i)))
                    .as(sent.get(i).toString())
                    .isEmpty();
        }
        assertThat(sent).hasSize(2 * EveryDecision.rules().size());
    }

    private JsonNode body(String path) {
        return document.path("paths").path(path).at("/post/requestBody/content/application~1json/schema");
    }

    /** Where a text is not as described; what is not described is a mistake, too. */
    private List<String> mistakes(JsonNode schema, JsonNode text) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        ObjectNode inner = schema.deepCopy();
        if (inner.path("type").asText().equals("array")) {
            ((ObjectNode) inner.path("items")).put("unevaluatedProperties", false);
        } else if (!schema.equals(
                document.at("/paths/~1v1~1openapi.json/get/responses/200/content/application~1json/schema"))) {
            inner.put("unevaluatedProperties", false);
        }
        whole.setAll(inner);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(text).stream()
                .map(Object::toString)
                .toList();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(console.server.address() + path))
                        .header("Authorization", "Bearer let me in")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

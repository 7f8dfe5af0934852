package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.FreshDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
                .isEqualTo(409);
        assertThat(post("/v1/backup", "Bearer let me in", "{").statusCode()).isEqualTo(400);
        assertThat(post("/v1/nothing", "Bearer let me in", "{}").statusCode()).isEqualTo(401);
        assertThat(console.backups).hasSize(1);
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
        assertThat(console.backups).isEmpty();
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

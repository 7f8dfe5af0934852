package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidemark.console.Browser;
import io.tidemark.wiring.StartedOperator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys of accounts are in nothing that an operator writes or answers, also where a service or a person repeats them. */
final class PlantedSecretTest {
    private static final String ID = "LTAI5tPlantedSecretTest";
    private static final String SECRET = "pl4nted/Secret+Test=";

    @TempDir
    private Path folder;

    @Test
    @Timeout(240)
    void aSecretIsNowhere() throws Exception {
        HttpServer cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/", exchange -> {
            byte[] answer = ("{\"Code\": \"InvalidAccessKey\", \"Message\": \"The key " + ID + " with " + SECRET
                            + " is not known\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
        try (LiveWorld world = new LiveWorld(folder)) {
            plant(world, "http://127.0.0.1:" + cloud.getAddress().getPort());
            look(world);
        } finally {
            cloud.stop(0);
        }
        for (Path file : files(folder.resolve("data dir"))) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(ID, SECRET);
        }
    }

    /** The source is the sandbox's, the target answers with what nobody may see. */
    private void plant(LiveWorld world, String target) throws IOException {
        Path sources = folder.resolve("datasources.yaml");
        List<String> lines = Files.readAllLines(sources);
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(
                sources,
                lines.get(0) + "\nodps: {type: maxcompute, endpoint: \"" + target
                        + "/api\", project: sandbox, accessKeyId: " + ID + ", accessKeySecret: \"${file:secret}\"}\n");
        IdleWorkflow.write(world);
    }

    private void look(LiveWorld world) throws Exception {
        try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            Path flows = folder.resolve("workflows");
            world.run("submit", flows.toString(), "-m", "the key is " + SECRET, "--yes")
                    .ok();
            Path definition = flows.resolve("idle/workflow.yaml");
            String text = Files.readString(definition);
            Files.writeString(definition, text + "# " + ID + "\n");
            world.run("submit", flows.toString(), "-m", "again", "--yes").refused(2, "a key of an account stands here");
            Files.writeString(definition, text);
            world.run("tasks", "run-once", "idle/readings", "-p", "start=" + SECRET, "--yes")
                    .refused(2, "holds a key of an account");
            world.run("tasks", "run-once", "idle/readings", "--reason", "since " + SECRET + " fails", "--yes")
                    .ok();
            String instance = failed(world);

            Browser browser = new Browser(
                            "http://127.0.0.1:" + operator.loginLink().getPort())
                    .logIn(operator.loginLink().toString());
            for (String page : new String[] {
                "/", "/audit", "/dashboard", "/api/jobs?state=FAILED", "/api/jobs?state=SUCCEEDED", "/api/servers"
            }) {
                clean(page, browser.get(page).body());
            }
            world.run("datasources", "test", "odps", "--in-operator", "--table", "readings_changes");
            for (String[] command : new String[][] {
                {"instances", "show", instance},
                {"instances", "log", instance},
                {"instances", "why", instance},
                {"instances", "list", "--json"},
                {"versions", "show", "idle@1"},
                {"versions", "list"},
                {"tasks", "show", "idle/readings"},
                {"windows", "list", "--json"},
                {"checkpoints", "list"},
                {"audit"},
                {"datasources", "test", "odps", "--in-operator", "--table", "readings_changes"},
                {"datasources", "list", "--in-operator"}
            }) {
                LiveWorld.Ran ran = world.run(command);
                clean(String.join(" ", command), ran.out() + ran.err());
            }
            assertThat(world.run("instances", "log", instance).ok().out())
                    .as("the service's sentence is told, but for the keys")
                    .contains("The key *** with *** is not known");
        }
    }

    private static String failed(LiveWorld world) throws Exception {
        while (true) {
            LiveWorld.Ran ran = world.run("instances", "list", "--state", "FAILED,RETRY_WAIT", "--json")
                    .ok();
            if (!ran.json().isEmpty()) {
                return ran.json().get(0).path("id").asText();
            }
            Thread.sleep(200);
        }
    }

    private static void clean(String what, String text) {
        assertThat(text).as(what).isNotEmpty().doesNotContain(ID, SECRET, "pl4nted");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}

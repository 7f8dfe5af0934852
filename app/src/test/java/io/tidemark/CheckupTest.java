package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.wiring.StartedOperator;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark doctor}, which looks at an installation. */
final class CheckupTest {
    @TempDir
    private Path folder;

    @Test
    void anOperatorThatIsWellIsFoundWell() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            assertThat(operator.loginLink().getPort()).isPositive();
            IdleWorkflow.submit(world);
            Path bundle = folder.resolve("bundle.zip");
            LiveWorld.Ran ran = waitUntilReady(world);

            assertThat(ran.out())
                    .contains("ok        java", "ok        data", "ok        modes", "database: ok", "ticker: ok")
                    .doesNotContain("failed");
            world.run("doctor", "--bundle", bundle.toString()).ok();
            Map<String, String> entries = entries(bundle);
            assertThat(entries)
                    .containsOnlyKeys(
                            "doctor.txt",
                            "instances.json",
                            "tasks.json",
                            "chains.json",
                            "windows.json",
                            "backfills.json",
                            "versions.json");
            assertThat(entries.get("tasks.json")).contains("idle/readings");
            assertThat(entries.values().toString()).doesNotContain("sandbox-id", "sandbox-secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                    .isEqualTo("rw-------");
            world.run("doctor", "--bundle", bundle.toString()).refused(2, "it exists");
        }
    }

    private static LiveWorld.Ran waitUntilReady(LiveWorld world) throws Exception {
        for (int i = 0; i < 100; i++) {
            LiveWorld.Ran ran = world.run("doctor");
            if (ran.code() == 0) {
                return ran;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("never ready: " + world.run("doctor").out());
    }

    @Test
    void whatIsWrongIsNamedWithTheWayOut() throws Exception {
        try (LiveWorld world = new LiveWorld(folder)) {
            Path config = folder.resolve("tidemark.yaml");
            Files.writeString(config, "listen: { host: 0.0.0.0 }\n");
            Files.createDirectories(world.data);
            Files.setPosixFilePermissions(world.data, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(world.data.resolve("secrets.key"), "x");
            Files.setPosixFilePermissions(
                    world.data.resolve("secrets.key"), PosixFilePermissions.fromString("rw-r--r--"));

            LiveWorld.Ran ran = world.run("doctor", "--config", config.toString(), "--json");
            assertThat(ran.code()).isEqualTo(1);
            Map<String, JsonNode> found = new TreeMap<>();
            ran.json()
                    .path("findings")
                    .forEach(sign -> found.put(sign.path("what").asText(), sign));
            assertThat(found.get("listening").path("sentence").asText()).contains("would cross the network in clear");
            assertThat(found.get("modes").path("verdict").asText()).isEqualTo("failed");
            assertThat(found.get("modes").path("sentence").asText()).contains("secrets.key", "chmod");
            assertThat(found.get("operator").path("verdict").asText()).isEqualTo("doubtful");

            Files.writeString(config, "listen: { hots: 0.0.0.0 }\n");
            assertThat(world.run("doctor", "--config", config.toString()).out())
                    .contains("failed    settings", "'listen.hots' is not a setting");
            assertThat(Files.exists(world.data.resolve("tidemark.mv.db")))
                    .as("it changes nothing")
                    .isFalse();
        }
    }

    private static Map<String, String> entries(Path file) throws Exception {
        Map<String, String> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return entries;
    }
}

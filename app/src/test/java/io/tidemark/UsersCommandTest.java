package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.console.Browser;
import io.tidemark.wiring.StartedOperator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens, the audit and data sources at the command line: without an operator, through the one that runs, and from elsewhere. */
final class UsersCommandTest {
    private static final String GOOD = "correct horse battery staple";

    @TempDir
    private Path folder;

    @Test
    void usersAreAddedAndChangedWithoutAnOperator() throws Exception {
        try (LiveWorld world = new LiveWorld(folder)) {
            world.run("users", "list").ok();
            String link = world.run("users", "add", "Ann", "--role", "admin", "--yes")
                    .ok()
                    .out();
            assertThat(link).contains("Adds ann as admin.", "/login/link?token=");
            world.run("users", "add", "ann", "--role", "viewer", "--yes").refused(2, "There is a user ann already.");
            world.run("users", "add", "b b", "--role", "viewer", "--yes").refused(2, "This is no name");
            world.run("users", "add", "bob", "--role", "king", "--yes").refused(2, "king is not a role");
            world.run("users", "set-role", "ann", "viewer", "--yes").refused(2, "ann is the only admin");
            world.run("users", "remove", "ann", "--yes").refused(2, "ann is the only admin");
            world.run("users", "remove", "bob", "--yes").refused(2, "There is no user bob.");
            world.run("users", "add", "bob", "--role", "operator", "--yes").ok();
            world.run("users", "set-role", "bob", "developer", "--yes").ok();
            assertThat(world.run("users", "reset", "bob", "--yes").ok().out()).contains("/login/link?token=");

            JsonNode users = world.run("users", "list", "--json").ok().json();

            assertThat(users.findValuesAsText("name")).containsExactly("ann", "bob");
            assertThat(users.findValuesAsText("role")).containsExactly("admin", "developer");
            JsonNode events = world.run("audit", "--json").ok().json();
            assertThat(events.findValuesAsText("action"))
                    .containsExactly(
                            "reset-password",
                            "set-role",
                            "add-user",
                            "remove-user",
                            "remove-user",
                            "set-role",
                            "add-user",
                            "add-user");
            assertThat(events.findValuesAsText("outcome"))
                    .containsExactly("DONE", "DONE", "DONE", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "DONE");
            assertThat(world.run("audit", "--action", "set-role", "--limit", "1")
                            .ok()
                            .out())
                    .contains("bob to developer")
                    .doesNotContain("ann to viewer");
        }
    }

    @Test
    void aTokenReachesAnOperatorElsewhereAndNoFurtherThanItMay() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            world.run("users", "add", "ann", "--role", "viewer", "--yes").ok();
            Path token = folder.resolve("token");
            world.run("users", "token", "ann", "--for", "ci", "--permit", "look,edit", "--yes")
                    .refused(2, "ann is a viewer, which permits only look.");
            world.run("users", "token", "ann", "--for", "ci", "--permit", "look", "--yes", "--out", token.toString())
                    .ok();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            URI link = operator.loginLink();
            String server = "http://127.0.0.1:" + link.getPort();
            List<String> elsewhere = List.of("--server", server, "--token-file", token.toString());

            world.bare(elsewhere, "instances", "list").ok();
            world.bare(elsewhere, "windows", "list", "--json").ok();
            world.bare(elsewhere, "users", "list").refused(3, "ann may not administer Tidemark");
            world.bare(elsewhere, "checkpoints", "rewind", "quakes", "--to", "2026-11-22T10:00:00Z", "--yes")
                    .refused(3, "ann may not go past rules that protect rows");
            world.bare(elsewhere, "audit").refused(3, "administer");
            world.bare(
                            elsewhere,
                            "datasources",
                            "add",
                            "x",
                            "--type",
                            "tablestore",
                            "--endpoint",
                            "http://10.0.0.1",
                            "--instance",
                            "i",
                            "--access-key-id",
                            "id",
                            "--access-key-secret",
                            "s",
                            "--yes")
                    .refused(3, "administer");
            JsonNode sources =
                    world.bare(elsewhere, "datasources", "list", "--json").ok().json();
            assertThat(sources.findValuesAsText("name")).containsExactly("odps", "ots");
            assertThat(sources.findValue("instance")).isNull();
            assertThat(sources.toString()).doesNotContain("sandbox-secret", "sandbox-id");

            long id = world.run("users", "tokens", "--json")
                    .ok()
                    .json()
                    .get(0)
                    .path("id")
                    .asLong();
            world.run("users", "revoke", Long.toString(id), "--yes").ok();
            world.bare(elsewhere, "instances", "list").refused(2, "it does not work any more");
        }
    }

    @Test
    void whatIsWrongWithServerAndTokenIsSaidBeforeAnythingIsSent() throws Exception {
        try (LiveWorld world = new LiveWorld(folder)) {
            Path token = Files.writeString(folder.resolve("token"), "tidemark_abc\n");
            Path two = Files.writeString(folder.resolve("two"), "one\ntwo\n");
            String file = token.toString();
            world.bare(List.of("--server", "http://127.0.0.1:1"), "windows", "list")
                    .refused(2, "needs --token-file");
            world.bare(List.of("--token-file", file), "windows", "list").refused(2, "belong to --server");
            world.bare(List.of("--server", "http://127.0.0.1:1", "--token-file", two.toString()), "windows", "list")
                    .refused(2, "one line with a token");
            world.bare(List.of("--server", "http://127.0.0.1:1", "--token-file", "/nowhere"), "windows", "list")
                    .refused(2, "cannot be read");
            world.bare(List.of("--server", "ftp://a", "--token-file", file), "windows", "list")
                    .refused(2, "not an address");
            world.bare(List.of("--server", "http://tide.example.com", "--token-file", file), "windows", "list")
                    .refused(2, "could read the token");
            world.bare(List.of("--server", "http://127.0.0.1:1", "--token-file", file), "windows", "list")
                    .refused(1, "cannot be reached");
        }
    }

    @Test
    void aDataSourceIsKeptEncryptedAndShownToNobody() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            String[] keys = {
                "--type",
                "tablestore",
                "--endpoint",
                "http://127.0.0.1:9",
                "--instance",
                "i",
                "--access-key-id",
                "planted-id",
                "--access-key-secret",
                "planted-secret",
                "--in-operator",
                "--yes"
            };
            world.run(add("kept", keys)).ok();
            world.run(add("kept", keys)).refused(2, "A data source kept was added already");
            world.run(add("a \"><img>", keys)).refused(2, "cannot be called so");
            world.run(add("ots", keys)).refused(2, "stands in the operator's datasources.yaml");
            world.run(add("bad", with(keys, "http://127.0.0.1:9", "http://169.254.169.254")))
                    .refused(2, "is not called");
            world.run(add("bad", with(keys, "planted-secret", "${file:/etc/passwd/nothing}")))
                    .refused(2, "accessKeySecret");
            assertThat(world.run("datasources", "list", "--in-operator").ok().out())
                    .contains("kept  tablestore  http://127.0.0.1:9", "operator", "file");
            assertThat(world.run("datasources", "test", "kept", "--in-operator").out())
                    .contains("failed  port");
            world.run("datasources", "rotate-key", "--yes").ok();

            Browser admin = new Browser(
                            "http://127.0.0.1:" + operator.loginLink().getPort())
                    .logIn(operator.loginLink().toString());
            assertThat(admin.get("/audit").body())
                    .contains("add-data-source", "kept")
                    .doesNotContain("planted");
            for (String name : new String[] {"tidemark.mv.db", "secrets.key", "operator.json"}) {
                assertThat(Files.readString(world.data.resolve(name), StandardCharsets.ISO_8859_1))
                        .as(name)
                        .doesNotContain("planted-secret", "planted-id");
            }
            world.run("datasources", "remove", "kept", "--in-operator", "--yes").ok();
            world.run("datasources", "remove", "kept", "--in-operator", "--yes")
                    .refused(2, "No data source kept was added");
        }
    }

    @Test
    void theAuditPageIsTheAdmins() throws Exception {
        try (LiveWorld world = new LiveWorld(folder);
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            String address = "http://127.0.0.1:" + operator.loginLink().getPort();
            Browser admin = new Browser(address).logIn(operator.loginLink().toString());
            String printed = world.run("users", "add", "eve", "--role", "viewer", "--yes")
                    .ok()
                    .out();
            String token = printed.substring(printed.indexOf("token=") + "token=".length())
                    .strip();
            Browser viewer = new Browser(address);
            assertThat(viewer.post("/login/link", Map.of("token", token, "password", GOOD, "again", GOOD))
                            .statusCode())
                    .isEqualTo(303);

            assertThat(viewer.get("/").body()).doesNotContain("/audit");
            assertThat(viewer.get("/audit").statusCode()).isEqualTo(403);
            assertThat(admin.get("/").body()).contains("href=\"/audit\"");
            assertThat(admin.get("/audit?who=eve").body())
                    .contains("choose-password")
                    .doesNotContain("eve as viewer");
            assertThat(admin.get("/audit?who=%3Cscript%3E&before=x").body())
                    .contains("Nothing here.", "&lt;script")
                    .doesNotContain("<script>");
        }
    }

    private static String[] add(String name, String... keys) {
        String[] all = new String[keys.length + 3];
        all[0] = "datasources";
        all[1] = "add";
        all[2] = name;
        System.arraycopy(keys, 0, all, 3, keys.length);
        return all;
    }

    private static String[] with(String[] keys, String old, String other) {
        String[] changed = keys.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i].equals(old) ? other : changed[i];
        }
        return changed;
    }
}

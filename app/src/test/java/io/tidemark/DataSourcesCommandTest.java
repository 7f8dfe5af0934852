package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.attempt.Failure;
import io.tidemark.cli.Terminal;
import io.tidemark.probe.Account;
import io.tidemark.probe.ConnectionTrial;
import io.tidemark.probe.Finding;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.Permission;
import io.tidemark.probe.Tables;
import io.tidemark.probe.Tunnel;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.wiring.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark datasources} as it is typed, against both servers and against nobody. */
final class DataSourcesCommandTest {
    private TablestoreServer tablestore;
    private MaxComputeServer maxCompute;

    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        tablestore = TablestoreServer.start(TablestoreOptions.of(InstantSource.system()));
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system()));
        declare("ots", "tablestore", tablestore.endpoint(), "instance: sandbox", "sandbox-secret");
        declare("odps", "maxcompute", maxCompute.endpoint(), "project: sandbox", "sandbox-secret");
    }

    @AfterEach
    void stop() throws Exception {
        maxCompute.close();
        tablestore.close();
    }

    private void declare(String name, String type, String endpoint, String inside, String secret) throws Exception {
        Path file = folder.resolve("datasources.yaml");
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(
                file,
                before
                        + "%s: {type: %s, endpoint: \"%s\", %s, accessKeyId: sandbox-id, accessKeySecret: \"%s\"}%n"
                                .formatted(name, type, endpoint, inside, secret));
    }

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, Optional.empty());
        List<String> all = new ArrayList<>(List.of("datasources"));
        all.addAll(List.of(arguments));
        int code = CommandLines.commands(terminal, folder).execute(all.toArray(String[]::new));
        assertThat(out.toString() + err).doesNotContain("sandbox-secret", "not the secret", "\tat ");
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void theListShowsWhatCanBeUsedAndWhatIsWrong() throws Exception {
        declare("old", "mysql", "http://127.0.0.1:1", "project: x", "s");
        Ran ran = run("list");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("ots", "tablestore", tablestore.endpoint(), "sandbox"));
        assertThat(ran.err()).contains("datasources.yaml:3:", "`mysql` is no type of data source");
        JsonNode json = new ObjectMapper().readTree(run("list", "--json").out());
        assertThat(json.path(1).path("project").asText()).isEqualTo("sandbox");
    }

    @Test
    void aDataSourceThatCanBeUsedPassesEveryCheck() {
        Ran ots = run("test", "ots");
        assertThat(ots.code()).as(ots.out() + ots.err()).isZero();
        assertThat(ots.out())
                .containsPattern(
                        "^ok {2}host .*\\nok {2}port .*\\nok {2}clock .*\\nok {2}key .*\\nok {2}permission .*\\n$");
        Ran odps = run("test", "odps");
        assertThat(odps.code()).as(odps.out() + odps.err()).isZero();
        assertThat(odps.out()).contains("ok  key  The key is let in to project `sandbox`.");
    }

    @Test
    void aHostNameThatNobodyKnowsEndsIt() throws Exception {
        declare("lost", "tablestore", "http://no-such-host.invalid", "instance: sandbox", "s");
        Ran ran = run("test", "lost");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("failed  host  The host name no-such-host.invalid is unknown.")
                .contains("unknown  port", "unknown  clock", "unknown  key");
    }

    @Test
    void aPortWhereNobodyListensIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        declare("closed", "maxcompute", "http://127.0.0.1:" + free + "/api", "project: sandbox", "s");
        Ran ran = run("test", "closed");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("failed  port  127.0.0.1 accepts no connections on port " + free);
    }

    @Test
    void aPortThatSpeaksNoTlsIsNamed() throws Exception {
        declare("plain", "tablestore", tablestore.endpoint().replace("http:", "https:"), "instance: sandbox", "s");
        Ran ran = run("test", "plain");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("failed  certificate  No secure connection can be made")
                .contains("unknown  key");
    }

    @Test
    void aWrongKeyAndAWrongInstanceOrProjectAreNamed() throws Exception {
        declare("ots_key", "tablestore", tablestore.endpoint(), "instance: sandbox", "not the secret");
        declare("ots_instance", "tablestore", tablestore.endpoint(), "instance: elsewhere", "sandbox-secret");
        declare("odps_key", "maxcompute", maxCompute.endpoint(), "project: sandbox", "not the secret");
        declare("odps_project", "maxcompute", maxCompute.endpoint(), "project: elsewhere", "sandbox-secret");
        for (String name : List.of("ots_key", "ots_instance", "odps_key", "odps_project")) {
            Ran ran = run("test", name, "--table", "t");
            assertThat(ran.code()).as(name).isEqualTo(1);
            assertThat(ran.out()).contains("ok  clock", "failed  key", "unknown  table");
        }
        assertThat(run("test", "odps_project").out()).contains("has no project `elsewhere`");
    }

    @Test
    void aClockThatIsWrongIsNamedBeforeTheKey() {
        Account refusing = new Account() {
            @Override
            public String signIn() {
                throw Failure.user("ACCESS_DENIED", "The key is not let in.", "Check it.")
                        .asException();
            }

            @Override
            public Optional<Tunnel> tunnel() {
                return Optional.empty();
            }

            @Override
            public String look(String table) {
                return "";
            }

            @Override
            public List<Permission> permissions(Tables tables) {
                return List.of();
            }

            @Override
            public FirstRows firstRows(String table, Map<String, String> partition, int limit) {
                return new FirstRows(List.of(), List.of(), List.of());
            }

            @Override
            public void close() {}
        };
        InstantSource anHourAhead = InstantSource.fixed(Instant.now().plus(Duration.ofHours(1)));
        List<Finding> findings = new ConnectionTrial(URI.create(tablestore.endpoint()), refusing, anHourAhead)
                .run(new Tables(Optional.empty(), Optional.empty()), finding -> {});
        assertThat(findings)
                .extracting(finding -> finding.check() + " " + finding.verdict())
                .containsExactly("HOST OK", "PORT OK", "CLOCK FAILED", "KEY FAILED");
        assertThat(findings.get(2).sentence()).matches("This machine's clock is 3[56]\\d\\d s ahead of the service's.");
    }

    @Test
    void aTableIsLookedAtAsASyncDoes() {
        assertThat(run("test", "ots", "--table", "nowhere").out())
                .contains("failed  table  There is no table `nowhere`");
        assertThat(run("test", "odps", "--table", "nowhere").out()).contains("has no table `nowhere`");
    }

    @Test
    void aNameThatIsNotThereIsToldWithTheNearest() {
        Ran ran = run("test", "odsp");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no data source `odsp`", "did you mean `odps`?");
    }

    private static String[] adding(String name, String secret, String... more) {
        List<String> arguments = new ArrayList<>(List.of("add", name, "--type", "maxcompute", "--project", "p"));
        arguments.addAll(List.of("--endpoint", "https://service.cn-hangzhou.maxcompute.aliyun.com/api"));
        arguments.addAll(List.of("--access-key-id", "${env:PATH}", "--access-key-secret", secret));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void oneIsAddedReplacedAndRemovedWhenThatWasAgreed() throws Exception {
        Path file = folder.resolve("datasources.yaml");
        Files.writeString(file, "# Mine.\n" + Files.readString(file));
        String before = Files.readString(file);
        Ran dry = run(adding("more", "${env:PATH}", "--dry-run"));
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out())
                .startsWith("Adds into " + file + ":\n  more:\n    type: maxcompute\n")
                .contains("accessKeySecret: ${env:PATH}", "Nothing was changed");
        Ran unasked = run(adding("more", "${env:PATH}"));
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err()).contains("Pass --yes");
        assertThat(file).hasContent(before);
        assertThat(run(adding("more", "${env:PATH}", "--yes", "--quota", "q", "--tunnel-endpoint", "http://h"))
                        .code())
                .isZero();
        assertThat(Files.readString(file)).startsWith(before).contains("tunnelEndpoint: http://h", "quota: q");
        assertThat(run("list").out().lines()).hasSize(4);
        Ran twice = run(adding("more", "${env:PATH}", "--yes"));
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("datasources.yaml: error: there is a data source `more` already");
        assertThat(run(adding("more", "${env:PATH}", "--yes", "--replace")).code())
                .isZero();
        assertThat(Files.readString(file)).doesNotContain("quota");
        Ran removed = run("remove", "more", "--yes");
        assertThat(removed.code()).as(removed.err()).isZero();
        assertThat(removed.out()).contains("Removes the data source `more` from " + file);
        assertThat(file).hasContent(before);
    }

    @Test
    void aSecretIsNeverTakenFromTheCommandLine() {
        Ran ran = run(adding("more", "not the secret", "--yes"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("`accessKeySecret` is never written into the file itself", "'${env:NAME}'");
        assertThat(run("add", "-h").out()).contains("'${env:OTS_SECRET}'").doesNotContain("null");
    }
}

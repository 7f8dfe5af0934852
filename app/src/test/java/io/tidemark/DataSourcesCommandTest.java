package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.NamedServers.Ran;
import io.tidemark.attempt.Failure;
import io.tidemark.probe.Account;
import io.tidemark.probe.ConnectionTrial;
import io.tidemark.probe.Finding;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.Permission;
import io.tidemark.probe.Tables;
import io.tidemark.probe.Tunnel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark datasources} as it is typed, against both servers and against nobody. */
final class DataSourcesCommandTest {
    private NamedServers servers;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        servers = new NamedServers(folder);
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private Ran run(String... arguments) {
        return servers.run(Stream.concat(Stream.of("datasources"), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    @Test
    void theListShowsWhatCanBeUsedAndWhatIsWrong() throws Exception {
        servers.declare("old", "mysql", "http://127.0.0.1:1", "project: x", "s");
        Ran ran = run("list");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out().lines())
                .hasSize(3)
                .anySatisfy(line ->
                        assertThat(line).contains("ots", "tablestore", servers.tablestore.endpoint(), "sandbox"));
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
        servers.declare("lost", "tablestore", "http://no-such-host.invalid", "instance: sandbox", "s");
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
        servers.declare("closed", "maxcompute", "http://127.0.0.1:" + free + "/api", "project: sandbox", "s");
        Ran ran = run("test", "closed");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("failed  port  127.0.0.1 accepts no connections on port " + free);
    }

    @Test
    void aPortThatSpeaksNoTlsIsNamed() throws Exception {
        servers.declare(
                "plain",
                "tablestore",
                servers.tablestore.endpoint().replace("http:", "https:"),
                "instance: sandbox",
                "s");
        Ran ran = run("test", "plain");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("failed  certificate  No secure connection can be made")
                .contains("unknown  key");
    }

    @Test
    void aWrongKeyAndAWrongInstanceOrProjectAreNamed() throws Exception {
        servers.declare("ots_key", "tablestore", servers.tablestore.endpoint(), "instance: sandbox", "not the secret");
        servers.declare(
                "ots_instance", "tablestore", servers.tablestore.endpoint(), "instance: elsewhere", "sandbox-secret");
        servers.declare("odps_key", "maxcompute", servers.maxCompute.endpoint(), "project: sandbox", "not the secret");
        servers.declare(
                "odps_project", "maxcompute", servers.maxCompute.endpoint(), "project: elsewhere", "sandbox-secret");
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
        List<Finding> findings = new ConnectionTrial(URI.create(servers.tablestore.endpoint()), refusing, anHourAhead)
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
        Path file = servers.file();
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

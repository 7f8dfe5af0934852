package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeSettingsTest {
    @TempDir
    private Path home;

    @Test
    void whatIsKeptIsKeptForThirtyDaysUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(read().retention()).isEqualTo(Retention.DEFAULT);
        assertThat(Retention.DEFAULT).isEqualTo(new Retention(Duration.ofDays(30), Duration.ofDays(30)));
        write("port: 8080\n");
        assertThat(read().retention()).isEqualTo(Retention.DEFAULT);
        write("retention: { instances: 90d, logs: 48h }\n");
        assertThat(read().retention()).isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(2)));
    }

    @Test
    void theLogIsForPeopleUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(read().logFormat()).isEqualTo(LogFormat.TEXT);
        write("log: { format: json }\n");
        assertThat(read().logFormat()).isEqualTo(LogFormat.JSON);
        write("log.format: text\n");
        assertThat(read().logFormat()).isEqualTo(LogFormat.TEXT);
        write("log: { format: xml }\n");
        assertThatThrownBy(this::read).hasMessageContaining("'log.format' must be text or json, not 'xml'");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        write("""
                port: 99999
                retention:
                  instances: a month
                  logs: 36h
                  attempts: 3d
                """);

        assertThatThrownBy(this::read)
                .hasMessageContaining("'port' must be")
                .hasMessageContaining("'retention.instances' must be a duration from 2d to 3650d, not 'a month'")
                .hasMessageContaining("'retention.logs' must be a duration from 2d to 3650d, not '36h'")
                .hasMessageContaining("'retention.attempts' is not a setting");
    }

    @Test
    void filesThatAreNamedAreThere() throws IOException {
        write("{ dataSources: sources.yaml, dashboardConfig: tidemark.yaml, workflows: { folder: flows } }");

        assertThatThrownBy(this::read)
                .hasMessageContaining("'dataSources' names " + home.resolve("sources.yaml") + ", which is no file")
                .hasMessageContaining(
                        "'dashboardConfig' names " + home.resolve("tidemark.yaml") + ", which is no folder")
                .hasMessageContaining("'workflows.folder' names " + home.resolve("flows") + ", which is no folder");

        Files.writeString(home.resolve("sources.yaml"), "");
        write("dataSources: sources.yaml");
        assertThat(read().dataSources()).isEqualTo(home.resolve("sources.yaml"));
    }

    @Test
    void theConsoleIsOnThisMachineUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(read().listening()).isEqualTo(Listening.loopback(8080));
        assertThat(read().loopbackSources()).isFalse();
        Files.writeString(home.resolve("chain.pem"), "");
        Files.writeString(home.resolve("key.pem"), "");
        Files.writeString(home.resolve("scrape.token"), "0123456789abcdef0123456789abcdef\n");
        write("""
                port: 8443
                loopbackSources: true
                listen:
                  host: 0.0.0.0
                  names: tide.example.com, other.example.com:444
                  tls: { certificate: chain.pem, key: key.pem }
                  insecure: true
                  trustedProxies: 10.0.0.1,fd00::1
                  scrapeToken: scrape.token
                """);

        assertThat(read().loopbackSources()).isTrue();
        assertThat(read().listening())
                .isEqualTo(new Listening(
                        "0.0.0.0",
                        8443,
                        Set.of("tide.example.com", "other.example.com:444"),
                        Optional.of(new Listening.Tls(home.resolve("chain.pem"), home.resolve("key.pem"))),
                        true,
                        Set.of("10.0.0.1", "fd00::1"),
                        Optional.of(home.resolve("scrape.token"))));
    }

    @Test
    void whereTheConsoleIsHasToBeSaidProperly() throws IOException {
        Files.writeString(home.resolve("chain.pem"), "");
        write("""
                listen:
                  host: tide.example.com
                  names: https://tide.example.com
                  tls: { certificate: chain.pem }
                  trustedProxies: proxy
                  scrapeToken: chain.pem
                """);

        assertThatThrownBy(this::read)
                .hasMessageContaining("'listen.host' must be an address of this machine, as figures")
                .hasMessageContaining("'listen.names' must be names with commas between them")
                .hasMessageContaining("'listen.tls' needs both 'certificate' and 'key'")
                .hasMessageContaining("'listen.trustedProxies' must be addresses as figures")
                .hasMessageContaining("'listen.scrapeToken' must name a file that holds 32 to 512 characters");
    }

    @Test
    void aValueInPlaceOfKeysNamesThem() throws IOException {
        write("retention: 30d");

        assertThatThrownBy(this::read)
                .hasMessageContaining("'retention' takes no value of its own; set retention.instances, retention.logs");
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("tidemark.yaml"), text);
    }

    private ServeSettings read() {
        return ServeSettings.read(null, home, folder -> folder.resolve("datasources.yaml"));
    }
}

package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.operator.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

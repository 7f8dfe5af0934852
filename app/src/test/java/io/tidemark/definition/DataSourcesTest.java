package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DataSourcesTest {
    private static final Place WANTED = new Place("changes.json", 3, 4);
    static final String FILE = """
            quakes_ots:
              type: tablestore
              endpoint: https://i.cn-hangzhou.ots.aliyuncs.com
              instance: i
              accessKeyId: ${env:OTS_ID}
              accessKeySecret: ${file:secret.txt}
              safetyLag: 2m
            quakes_odps:
              type: maxcompute
              endpoint: https://service.cn-hangzhou.maxcompute.aliyun.com/api
              tunnelEndpoint: https://dt.cn-hangzhou.maxcompute.aliyun.com
              project: p
              accessKeyId: ${env:ODPS_ID}
              accessKeySecret: ${env:ODPS_SECRET}
              securityToken: ${env:ODPS_TOKEN}
              quota: q
            """;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OTS_ID", "LTAI1", "ODPS_ID", "LTAI2", "ODPS_SECRET", "odps-secret", "ODPS_TOKEN", "odps-token");

    @TempDir
    Path folder;

    @Test
    void bothKindsAreReadAndSecretsAreLookedUp() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "ots-secret\n");
        DataSources sources = read(FILE);
        Problems problems = new Problems();

        DataSource.Tablestore ots =
                sources.tablestore("quakes_ots", WANTED, problems).orElseThrow();
        DataSource.MaxCompute odps =
                sources.maxCompute("quakes_odps", WANTED, problems).orElseThrow();

        assertThat(sources.problems()).isEmpty();
        assertThat(problems.list()).isEmpty();
        assertThat(sources.list()).containsExactly(ots, odps);
        assertThat(ots.endpoint()).isEqualTo("https://i.cn-hangzhou.ots.aliyuncs.com");
        assertThat(ots.instance()).isEqualTo("i");
        assertThat(ots.credentials().accessKeyId()).isEqualTo("LTAI1");
        assertThat(ots.credentials().accessKeySecret().reveal()).isEqualTo("ots-secret");
        assertThat(ots.safetyLag()).isEqualTo(Duration.ofMinutes(2));
        assertThat(odps.tunnelEndpoint()).contains("https://dt.cn-hangzhou.maxcompute.aliyun.com");
        assertThat(odps.project()).isEqualTo("p");
        assertThat(odps.quota()).contains("q");
        assertThat(odps.credentials().securityToken().orElseThrow().reveal()).isEqualTo("odps-token");
        assertThat(sources.list().toString()).doesNotContain("secret").doesNotContain("token");
    }

    @Test
    void theSafetyLagIsZeroOnThisMachineOnly() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "s");
        String without = FILE.replace("  safetyLag: 2m\n", "");

        assertThat(lag(without)).isEqualTo(Duration.ofMinutes(5));
        for (String host : List.of("http://127.0.0.1:8087", "http://localhost:8087", "http://[::1]:8087")) {
            assertThat(lag(without.replace("https://i.cn-hangzhou.ots.aliyuncs.com", host)))
                    .as(host)
                    .isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void writtenOutSecretsAreAWarningThatDoesNotRepeatThem() throws IOException {
        DataSources sources = read(FILE.replace("${file:secret.txt}", "plain-text-secret"));

        assertThat(lines(sources.problems()))
                .isEqualTo(
                        "datasources.yaml:6:20: warning: `accessKeySecret` is written out; put it into a file that only you can"
                                + " read and write ${file:PATH}, or into an environment variable and write ${env:NAME}");
        assertThat(sources.list()).hasSize(2);
        assertThat(lines(read(Manual.dataSources()).problems())).isEmpty();
    }

    /** Each row changes one thing in the file above and says what is then reported, a paragraph sign between two lines. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvFileSource(resources = "broken-datasources.csv", delimiter = '|', quoteCharacter = '\u0001')
    void oneMistakeIsOneSentenceWithItsPlace(String original, String broken, String expected) throws IOException {
        assertThat(FILE).contains(original);
        Files.writeString(folder.resolve("secret.txt"), "s");

        String replacement = broken == null ? "" : broken.replace("{LF}", "\n");
        DataSources sources = read(FILE.replaceFirst(
                java.util.regex.Pattern.quote(original), java.util.regex.Matcher.quoteReplacement(replacement)));

        assertThat(lines(sources.problems())).isEqualTo(expected);
    }

    @Test
    void aMistakeInOneDoesNotStopTheOther() throws IOException {
        DataSources sources = read(FILE);
        Problems problems = new Problems();

        assertThat(sources.maxCompute("quakes_odps", WANTED, problems)).isPresent();
        assertThat(problems.list()).isEmpty();
        assertThat(sources.tablestore("quakes_ots", WANTED, problems)).isEmpty();
        assertThat(lines(problems.list()))
                .isEqualTo(
                        "datasources.yaml:6:20: error: `accessKeySecret` refers to the file secret.txt, which cannot be read;"
                                + " check its path and permissions");
    }

    @Test
    void aNameThatIsNotThereOrOfTheOtherKindIsNamedWhereItIsUsed() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "s");
        DataSources sources = read(FILE);
        Problems problems = new Problems();

        sources.tablestore("quake_ots", WANTED, problems);
        sources.tablestore("other", WANTED, problems);
        sources.tablestore("quakes_odps", WANTED, problems);

        assertThat(lines(problems.list()))
                .isEqualTo(
                        "changes.json:3:4: error: there is no data source `quake_ots` in datasources.yaml; did you mean"
                                + " `quakes_ots`? ¶ changes.json:3:4: error: there is no data source `other` in datasources.yaml; add it"
                                + " there, or name one of quakes_ots, quakes_odps ¶ changes.json:3:4: error: the data source"
                                + " `quakes_odps` is not a tablestore one; name another or add one to datasources.yaml");
    }

    @Test
    void theNearestFileAboveIsFound() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b/c"));
        Path near = Files.writeString(folder.resolve("a/datasources.yaml"), FILE);
        Files.writeString(folder.resolve("datasources.yaml"), FILE);

        assertThat(DataSources.nearest(deep)).contains(near);
        assertThat(DataSources.nearest(folder)).contains(folder.resolve("datasources.yaml"));
        assertThat(lines(DataSources.missing(folder).problems()))
                .endsWith(
                        "there is no datasources.yaml in this folder or above it; write one, or name one with --datasources");
    }

    private Duration lag(String yaml) throws IOException {
        return read(yaml)
                .tablestore("quakes_ots", WANTED, new Problems())
                .orElseThrow()
                .safetyLag();
    }

    private DataSources read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("datasources.yaml"), yaml);
        return DataSources.read(
                file, name -> Optional.ofNullable(ENVIRONMENT.get(name)).orElse(null));
    }

    private String lines(List<Problem> problems) {
        return String.join(
                " ¶ ",
                problems.stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList());
    }
}

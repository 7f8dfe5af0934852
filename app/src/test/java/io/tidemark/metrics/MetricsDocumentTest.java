package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of all metrics, as the document shows it. */
final class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final String WRITE = "tidemark.write-docs";
    private static final String BEGIN = "<!-- printed from Metric by MetricsDocumentTest -->\n";
    private static final String END = "<!-- end of what is printed -->\n";

    @Test
    void theTableIsTheCatalogue() throws IOException {
        String text = Files.readString(DOCUMENT);
        assertThat(text).contains(BEGIN, END);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + table() + text.substring(end));
        }

        String now = Files.readString(DOCUMENT);
        assertThat(now.substring(begin, now.indexOf(END)))
                .as("the table of docs/metrics.md is printed; write it anew with"
                        + " mvn -pl app test -Dtest=MetricsDocumentTest -D" + WRITE + "=true")
                .isEqualTo(table());
    }

    @Test
    void namesSayTheirKindAndUnit() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.text()).matches("(tidemark|jvm|process)(_[a-z]+)+");
            assertThat(metric.text().endsWith("_total")).isEqualTo(metric.kind() == Metric.Kind.COUNTER);
            if (metric.unit().equals("seconds") || metric.unit().equals("bytes")) {
                assertThat(metric.text().split("_", -1)).contains(metric.unit());
            }
            assertThat(metric.help()).isNotBlank().doesNotEndWith(".");
        });
        assertThat(Arrays.stream(Metric.values()).map(Metric::text)).doesNotHaveDuplicates();
    }

    private static String table() {
        return "| name | kind | unit | labels | |\n|---|---|---|---|---|\n"
                + Arrays.stream(Metric.values()).map(MetricsDocumentTest::line).collect(Collectors.joining());
    }

    private static String line(Metric metric) {
        return "| `%s`%s | %s | %s | %s | %s |%n"
                .formatted(
                        metric.text(),
                        metric.ofDatabase() ? " ◆" : "",
                        metric.kind().name().toLowerCase(java.util.Locale.ROOT),
                        metric.unit(),
                        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        metric.help());
    }
}

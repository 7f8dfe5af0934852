package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.console.Browser;
import io.tidemark.jobs.Eventually;
import io.tidemark.metrics.Metric;
import io.tidemark.wiring.StartedOperator;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator that runs tells Prometheus. */
final class MetricsTest {
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    private Path folder;

    @Test
    void everythingThatIsExposedIsInTheCatalogueAndAllOfThatIsExposed() throws Exception {
        try (LiveWorld world = new LiveWorld(folder)) {
            IdleWorkflow.submit(world);
            try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
                Browser browser = browser(operator);
                browser.carrying(world.run("users", "token", "ann", "--for", "metrics", "--permit", "look", "--yes")
                        .ok()
                        .out()
                        .strip()
                        .replaceFirst("(?s).*\n", ""));
                Eventually.holds("it is ready", () -> browser.get("/readyz").statusCode() == 200);
                browser.method("POST", "/api/recurring-jobs/idle/trigger");
                Eventually.holds("an attempt has succeeded and its chain has a head", () -> {
                    String text = browser.get("/metrics").body();
                    return text.contains("outcome=\"SUCCEEDED\",task=\"readings\",workflow=\"idle\"} 1.0")
                            && text.contains("tidemark_chain_behind_seconds{");
                });
                String text = browser.get("/metrics").body();

                assertThat(text.lines()
                                .filter(line -> line.startsWith("# TYPE"))
                                .map(line -> line.split(" ", -1)[2]))
                        .containsExactlyInAnyOrderElementsOf(families());
                assertThat(names(text)).isEqualTo(declared());
                assertThat(text.lines().filter(line -> !line.startsWith("#"))).allSatisfy(MetricsTest::hasItsLabels);
                assertThat(text).doesNotContain("sandbox-id").doesNotContain("sandbox-secret");
                assertThat(text.lines().filter(line -> line.startsWith("tidemark_rows_written_total")))
                        .singleElement()
                        .asString()
                        .doesNotEndWith(" 0.0");
            }
        }
    }

    private static void hasItsLabels(String line) {
        Matcher series = SERIES.matcher(line);
        assertThat(series.matches()).as(line).isTrue();
        String name = series.group(1);
        Metric metric = Arrays.stream(Metric.values())
                .filter(one -> one.series().contains(name))
                .findFirst()
                .orElseThrow();
        Set<String> expected = new TreeSet<>(metric.labels());
        if (name.endsWith("_bucket")) {
            expected.add("le");
        }
        Set<String> labels = LABEL.matcher(series.group(2) == null ? "" : series.group(2))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(labels).as(line).isEqualTo(expected);
    }

    private static Set<String> names(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> declared() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> metric.series().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As they stand behind {@code # TYPE}. */
    private static List<String> families() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> metric.kind() == Metric.Kind.HISTOGRAM
                        ? List.of(metric.text(), metric.text() + "_max").stream()
                        : List.of(metric.text()).stream())
                .toList();
    }

    private static Browser browser(StartedOperator operator) throws Exception {
        URI link = operator.loginLink();
        return new Browser(link.getScheme() + "://" + link.getAuthority()).logIn(link.toString());
    }
}

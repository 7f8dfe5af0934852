package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules have the shape that Prometheus takes, and name nothing that no operator exposes. */
final class AlertRulesTest {
    private static final Path FILE = Path.of("..", "dashboard-config", "alerts.yaml");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)\\}\\}");
    private static final Pattern KNOWN_TEMPLATE = Pattern.compile(
            " (?:\\$value(?: \\| (?:humanize|humanizeDuration|humanizePercentage))?|\\$labels\\.([a-z]+)) ");
    private static final Pattern STATE = Pattern.compile("(state|outcome)=\"([A-Z_]+)\"");

    @Test
    void allAreOfTheShapeThatPrometheusTakes() throws IOException {
        JsonNode file = read();
        assertThat(file.fieldNames()).toIterable().containsExactly("groups");
        assertThat(file.path("groups")).isNotEmpty().allSatisfy(group -> {
            assertThat(group.fieldNames()).toIterable().containsExactlyInAnyOrder("name", "rules");
            assertThat(group.path("rules")).isNotEmpty();
        });
        assertThat(file.path("groups").findValuesAsText("name")).doesNotHaveDuplicates();
        assertThat(rules()).extracting(rule -> rule.path("alert").textValue()).doesNotHaveDuplicates();
        assertThat(rules()).allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            assertThat(name).matches("Tidemark[A-Z][A-Za-z]+");
            assertThat(rule.fieldNames())
                    .toIterable()
                    .as(name)
                    .isSubsetOf("alert", "expr", "for", "labels", "annotations")
                    .contains("alert", "expr", "labels", "annotations");
            assertThat(rule.path("for").asText("0s")).as(name).matches("[0-9]+[smhd]");
            assertThat(rule.path("labels").fieldNames()).toIterable().containsExactly("severity");
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").fieldNames())
                    .toIterable()
                    .as(name + " says what is wrong and what to do")
                    .containsExactly("summary", "description");
            assertThat(rule.path("annotations"))
                    .allSatisfy(text -> assertThat(text.asText()).as(name).isNotBlank());
        });
    }

    @Test
    void eachNamesMetricsAndLabelsOfTheCatalogue() throws IOException {
        for (JsonNode rule : rules()) {
            String name = rule.path("alert").asText();
            String text = rule.path("expr").asText();
            Expression expression = new Expression(text);
            assertThat(expression.problems()).as(name).isEmpty();
            STATE.matcher(text)
                    .results()
                    .forEach(match -> assertThat(states()).as(name).contains(match.group(2)));
            templates(rule).forEach(template -> {
                var known = KNOWN_TEMPLATE.matcher(template);
                assertThat(known.matches()).as("%s: {{%s}}", name, template).isTrue();
                if (known.group(1) != null) {
                    assertThat(expression.resulting())
                            .as("%s: what its alert is labelled with", name)
                            .contains(known.group(1));
                }
            });
        }
    }

    @Test
    void whatIsTheSameOnEveryNodeIsAskedForOnce() throws IOException {
        for (JsonNode rule : rules()) {
            String text = rule.path("expr").asText();
            Arrays.stream(Metric.values())
                    .filter(Metric::ofDatabase)
                    .filter(metric -> text.matches("(?s).*\\b" + metric.text() + "\\b.*"))
                    .forEach(metric -> assertThat(text)
                            .as("%s is of the database: one alert, not one from each node", metric.text())
                            .containsPattern("(max|min) by \\(job[a-z, ]*\\) \\(" + metric.text() + "\\b"));
        }
    }

    private static Stream<String> templates(JsonNode rule) {
        return Stream.of("summary", "description")
                .flatMap(key -> TEMPLATE.matcher(
                                rule.path("annotations").path(key).asText())
                        .results()
                        .map(match -> match.group(1)));
    }

    private static Set<String> states() {
        return Stream.concat(Arrays.stream(InstanceState.values()), Arrays.stream(AttemptState.values()))
                .map(Enum::name)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        read().path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        assertThat(rules).hasSizeGreaterThan(10);
        return rules;
    }

    private static JsonNode read() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE));
    }
}

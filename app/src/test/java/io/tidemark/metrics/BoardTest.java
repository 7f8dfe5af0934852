package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The board for Grafana asks for nothing that no operator exposes, of whichever Prometheus a person chooses. */
final class BoardTest {
    private static final Path FILE = Path.of("..", "dashboard-config", "grafana-board.json");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([a-z_]+), ([a-z]+)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z]+)\\}\\}");
    private static final int WIDTH = 24;

    private final JsonNode board = read();

    @Test
    void eachPanelNamesMetricsAndLabelsOfTheCatalogue() {
        List<JsonNode> targets = board.path("panels").findValues("targets");
        assertThat(targets).hasSizeGreaterThan(10);
        targets.forEach(panel -> panel.forEach(target -> {
            String text = target.path("expr").asText();
            Expression expression = new Expression(text);
            assertThat(expression.problems()).as(text).isEmpty();
            LEGEND.matcher(target.path("legendFormat").asText())
                    .results()
                    .forEach(label -> assertThat(expression.resulting())
                            .as("legend of %s", text)
                            .contains(label.group(1)));
        }));
    }

    @Test
    void itsVariablesAreReadFromTheCatalogueToo() {
        JsonNode variables = board.path("templating").path("list");
        assertThat(variables.findValuesAsText("type")).startsWith("datasource");
        for (JsonNode variable : variables) {
            if (variable.path("type").asText().equals("query")) {
                var query = LABEL_VALUES.matcher(variable.path("definition").asText());
                assertThat(query.matches()).isTrue();
                assertThat(new Expression("sum by (" + query.group(2) + ") (" + query.group(1) + ")").problems())
                        .isEmpty();
                assertThat(variable.path("query").path("query")).isEqualTo(variable.path("definition"));
            }
        }
    }

    @Test
    void everyPanelTakesItsDataFromTheChosenSourceAndHasItsPlace() {
        List<Integer> ids = new ArrayList<>();
        board.path("panels").forEach(panel -> {
            ids.add(panel.path("id").intValue());
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").intValue() + place.path("w").intValue()).isLessThanOrEqualTo(WIDTH);
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
                panel.path("targets")
                        .forEach(target -> assertThat(
                                        target.path("datasource").path("uid").asText())
                                .isEqualTo("${datasource}"));
            }
        });
        assertThat(ids).doesNotHaveDuplicates().doesNotContain(0);
        assertThat(board.path("uid").asText()).isNotBlank();
        assertThat(board.path("schemaVersion").intValue()).isPositive();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

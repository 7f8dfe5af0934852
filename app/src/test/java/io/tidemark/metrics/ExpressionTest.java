package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "max by (job) (tidemark_instance) > 0|'tidemark_instance' is no series of the catalogue",
                "tidemark_attempt_delay_seconds > 0|'tidemark_attempt_delay_seconds' is no series of the catalogue",
                "tidemark_instances{status=\"FAILED\"} > 0|'status' is no label of tidemark_instances",
                "sum by (task) (tidemark_instances)|'task' is a label of none of its metrics",
                "sum (tidemark_instances|has an open '('",
                "rate(jvm_gc_seconds_total[5x])|has no such range: [5x]",
                "median(tidemark_slots)|'median' is no series of the catalogue",
                "1 > 0|names no metric",
                "tidemark_slots ? 1|cannot be read from '? 1' on"
            })
    void whatIsWrongIsFound(String text, String problem) {
        assertThat(new Expression(text).problems()).contains(problem);
    }

    @Test
    void whatIsRightIsRead() {
        Expression expression = new Expression(
                "histogram_quantile(0.99, sum by (le, job) (rate(tidemark_attempt_delay_seconds_bucket{job=~\"$job\", le!=\"1\"}[5m])))"
                        + " > 1 and on (job) tidemark_build");

        assertThat(expression.problems()).isEmpty();
        assertThat(expression.resulting()).containsExactly("job", "le");
    }
}

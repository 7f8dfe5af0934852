package io.tidemark.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SpanTest {

    @Test
    void spansAreReadAndWrittenInTheirLargestUnit() {
        assertThat(Span.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Span.parse(" 90S ")).hasSeconds(90);
        assertThat(Span.parseSigned("-24h")).isEqualTo(Duration.ofDays(-1));
        assertThat(Span.text(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Span.text(Duration.ofDays(-1))).isEqualTo("-1d");
        assertThat(Span.text(Duration.ofMillis(1001))).isEqualTo("1001ms");
        assertThat(Span.text(Duration.ZERO)).isEqualTo("0s");
    }

    @Test
    void whatIsNoSpanIsOneSentence() {
        for (String text : new String[] {"", "5", "1 h", "h", "1w", "0x1s"}) {
            assertThatThrownBy(() -> Span.parse(text)).hasMessageContaining("no length of time");
        }
        assertThatThrownBy(() -> Span.parse("-1s")).hasMessageContaining("negative");
        assertThatThrownBy(() -> Span.parse("999999999999d")).hasMessageContaining("longer than ten years");
    }
}

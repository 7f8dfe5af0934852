package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class ErrorLimitTest {
    private static Counts counts(long written, long dirty) {
        return new Counts(written + dirty, written, dirty, 0, 0, 0, 0);
    }

    @Test
    void aNumberIsExceededByOneMoreAndForGood() {
        ErrorLimit limit = new ErrorLimit.Records(3);

        assertThat(limit.isExceeded(counts(0, 3))).isFalse();
        assertThat(limit.isExceeded(counts(1_000_000, 4))).isTrue();
        assertThat(limit.isExceededForGood(3)).isFalse();
        assertThat(limit.isExceededForGood(4)).isTrue();
    }

    @Test
    void aShareIsOfAllRowsAndKnownAtTheEnd() {
        ErrorLimit limit = new ErrorLimit.Share(new BigDecimal("0.02"));

        assertThat(limit.isExceeded(counts(98, 2))).isFalse();
        assertThat(limit.isExceeded(counts(97, 3))).isTrue();
        assertThat(limit.isExceeded(counts(0, 0))).isFalse();
        assertThat(limit.isExceededForGood(Long.MAX_VALUE)).isFalse();
        assertThat(new ErrorLimit.Share(BigDecimal.ZERO).isExceededForGood(1)).isTrue();
    }
}

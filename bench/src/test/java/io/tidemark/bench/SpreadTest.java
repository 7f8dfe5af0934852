package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void takesTheMiddleAndTheEnds() {
        Spread spread = new Spread(List.of(5.0, 1.0, 3.0));

        assertThat(spread.least()).isEqualTo(1);
        assertThat(spread.median()).isEqualTo(3);
        assertThat(spread.most()).isEqualTo(5);
        assertThat(new Spread(List.of(7.0)).atOrBelow(0.99)).isEqualTo(7);
    }

    @Test
    void countsPartsFromBelow() {
        Spread hundred = new Spread(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

        assertThat(hundred.atOrBelow(0.99)).isEqualTo(99);
        assertThat(hundred.median()).isEqualTo(50.5);
        assertThat(hundred.atOrBelow(1)).isEqualTo(100);
    }
}

package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LongCountsTest {
    @Test
    void countsAsAMapDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LongCounts counts = new LongCounts();
        Map<Long, Integer> expected = new HashMap<>();
        long total = 0;
        for (int i = 0; i < 200_000; i++) {
            // Few enough to meet again, zero among them, and some that fall onto the same place.
            long key = (long) random.nextInt(20_000) << (random.nextBoolean() ? 0 : 40);
            if (random.nextInt(3) == 0) {
                boolean there = expected.getOrDefault(key, 0) > 0;
                assertThat(counts.remove(key)).as("seed %d, step %d", seed, i).isEqualTo(there);
                if (there) {
                    expected.merge(key, -1, Integer::sum);
                    total--;
                }
            } else {
                counts.add(key);
                expected.merge(key, 1, Integer::sum);
                total++;
            }
        }
        assertThat(counts.total()).as("seed %d", seed).isEqualTo(total);
        expected.forEach((key, times) -> {
            for (int i = 0; i < times; i++) {
                assertThat(counts.remove(key)).isTrue();
            }
            assertThat(counts.remove(key)).as("seed %d, key %d", seed, key).isFalse();
        });
        assertThat(counts.total()).isZero();
    }
}

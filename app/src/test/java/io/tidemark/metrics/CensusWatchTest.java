package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.operator.Census;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CensusWatchTest {
    private static final Census CENSUS = new StillOperator().census;

    private volatile Instant now = Instant.EPOCH;
    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void aDatabaseThatHangsHoldsNobodyUpAndIsNotAskedAgainMeanwhile() throws Exception {
        InstantSource clock = () -> now;
        ExecutorService asker = Executors.newCachedThreadPool();
        try {
            CensusWatch watch = new CensusWatch(this::hang, clock, asker);
            assertThat(watch.look()).isEmpty();
            now = now.plusSeconds(60);
            assertThat(watch.look()).isEmpty();
            assertThat(questions).hasValue(1);

            answered.countDown();
            for (int i = 0; watch.look().isEmpty() && i < 100; i++) {
                now = now.plusSeconds(5);
            }
            assertThat(watch.look()).isPresent();
        } finally {
            asker.shutdownNow();
        }
    }

    private Census hang() {
        questions.incrementAndGet();
        try {
            assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CENSUS;
    }
}

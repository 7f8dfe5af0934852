package io.tidemark.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StatusLineTest {
    private static final Instant BEGAN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void speedsAreThoseSinceTheLineBefore() {
        Progress progress = new Progress();
        progress.shardsTotal(8);
        StatusLine line = new StatusLine(progress, BEGAN);
        progress.read(120_000, 24_000_000);
        progress.sent(119_998);
        progress.dirty(new DirtyRecord("id=1", "v", "BIGINT", "\"x\"", "is not a number"));
        progress.shardDone();
        progress.waitedForSource(Duration.ofMillis(1_500));
        progress.follow(() -> Duration.ofSeconds(42));

        assertThat(line.next(BEGAN.plusSeconds(10)))
                .isEqualTo("120,000 records read, 119,998 rows sent, 1 dirty, 12,000 records/s, 2.4 MB/s, shards 1/8,"
                        + " 42.0 s before the window's end; waited 1.5 s for the reader and 0.0 s for the writer");
        assertThat(line.next(BEGAN.plusSeconds(20)))
                .contains("120,000 records read")
                .contains(" 0 records/s, 0 B/s");
    }

    @Test
    void theFirstDirtyRecordsAreKeptAndAllAreCounted() {
        Progress progress = new Progress();
        for (int i = 0; i < Progress.DIRTY_KEPT + 50; i++) {
            progress.dirty(new DirtyRecord("id=" + i, "v", "BIGINT", "", "is missing"));
        }

        assertThat(progress.dirty()).isEqualTo(Progress.DIRTY_KEPT + 50);
        assertThat(progress.dirtyRecords()).hasSize(Progress.DIRTY_KEPT);
        assertThat(progress.dirtyRecords().get(Progress.DIRTY_KEPT - 1).key()).isEqualTo("id=99");
    }
}

package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.sync.SyncReport;
import io.tidemark.sync.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private static final Counts COUNTS = new Counts(50, 46, 4, 0, 0, 0, 9_000);
    private static final Failure FAILURE = Failure.user("DIRTY_RECORDS_OVER_LIMIT", "4 do not fit.", "Correct them.");
    private static final Window WINDOW =
            new Window(Instant.parse("2026-11-22T02:00:00Z"), Instant.parse("2026-11-22T02:05:00Z"));

    private static RunSummary summary(Outcome outcome) {
        return new RunSummary(
                new SyncReport(outcome, WINDOW, List.of()),
                List.of(),
                Duration.ofSeconds(2),
                ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void aSuccessTellsWhatWasWritten() {
        RunSummary summary = summary(new Outcome.Succeeded(COUNTS, "46 rows written"));

        assertThat(summary.text()).contains("written    46 rows\n").contains("window     2026-11-22T10:00+08:00");
        assertThat(summary.json()).contains("\"state\":\"succeeded\"").contains("\"written\":46");
    }

    @Test
    void aFailureHasWrittenNothing() {
        RunSummary summary = summary(new Outcome.Failed(FAILURE, COUNTS));

        assertThat(summary.text()).contains("written    0 rows (46 handed over, none known to be committed)\n");
        assertThat(summary.json())
                .contains("\"read\":50")
                .contains("\"written\":0")
                .contains("\"dirty\":4");
        assertThat(summary(new Outcome.Cancelled(COUNTS)).json()).contains("\"written\":0");
        assertThat(summary(new Outcome.Failed(FAILURE, Counts.NONE)).text()).contains("written    0 rows\n");
    }
}

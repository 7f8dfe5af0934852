package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.FailureKind;
import io.tidemark.operator.AttemptTally.End;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static final String OF_TASK = "{task=\"changes\",workflow=\"earthquakes\"}";

    private final StillOperator operator = new StillOperator();

    @Test
    void whatIsInTheDatabaseIsShown() {
        assertThat(operator.figures.text().lines())
                .contains(
                        "tidemark_database_up 1.0",
                        "tidemark_instances{state=\"RUNNING\"} 2.0",
                        "tidemark_instances{state=\"FAILED\"} 1.0",
                        "tidemark_instances{state=\"WAITING\"} 0.0",
                        "tidemark_attempts{state=\"QUEUED\"} 3.0",
                        "tidemark_windows_undecided 1.0",
                        "tidemark_slots 8.0",
                        "tidemark_slots_used 2.0",
                        "tidemark_task_overdue_seconds" + OF_TASK + " 180.0",
                        "tidemark_chain_behind_seconds" + OF_TASK + " 90.5",
                        "tidemark_database_clock_offset_seconds -0.25");
    }

    @Test
    void manyLooksAreOneQuestion() {
        operator.figures.text();
        operator.figures.text();
        operator.ready.all();
        assertThat(operator.questions).isEqualTo(1);

        operator.now = operator.now.plusSeconds(5);
        operator.figures.text();
        assertThat(operator.questions).isEqualTo(2);
    }

    @Test
    void withoutTheDatabaseTheRestIsStillThere() {
        operator.figures.text();
        operator.attempts.ended(
                StillOperator.TASK,
                new End(AttemptState.FAILED, Optional.of(FailureKind.USER), Counts.NONE, Duration.ofSeconds(2)));
        operator.databaseAnswers = false;
        operator.now = operator.now.plusSeconds(5);

        String text = operator.figures.text();
        assertThat(text.lines())
                .contains(
                        "tidemark_database_up 0.0",
                        "tidemark_instances{state=\"FAILED\"} NaN",
                        "tidemark_slots_used NaN",
                        "tidemark_slots 8.0",
                        "tidemark_workers_up 1.0");
        assertThat(text)
                .contains("outcome=\"FAILED\",task=\"changes\",workflow=\"earthquakes\"} 1.0")
                .doesNotContain("tidemark_chain_behind_seconds{")
                .doesNotContain("tidemark_task_overdue_seconds{")
                .doesNotContain("secret-host");
    }

    @Test
    void whatATaskCountsBeginsAtZeroBeforeItsFirstAttempt() {
        assertThat(operator.figures.text().lines())
                .contains(
                        "tidemark_rows_written_total" + OF_TASK + " 0.0",
                        "tidemark_attempts_ended_total{failure=\"NONE\",outcome=\"SUCCEEDED\",task=\"changes\",workflow=\"earthquakes\"} 0.0",
                        "tidemark_attempt_duration_seconds_count" + OF_TASK + " 0");
    }

    @Test
    void rowsCountAsWrittenOnceTheirAttemptHasSucceeded() {
        Counts counts = new Counts(10, 9, 1, 2, 2, 0, 640);
        operator.attempts.ended(
                StillOperator.TASK, new End(AttemptState.LOST, Optional.empty(), counts, Duration.ofSeconds(20)));
        operator.attempts.ended(
                StillOperator.TASK, new End(AttemptState.SUCCEEDED, Optional.empty(), counts, Duration.ofSeconds(4)));
        operator.attempts.started(Duration.ofMillis(30));

        assertThat(operator.figures.text().lines())
                .contains(
                        "tidemark_records_read_total" + OF_TASK + " 20.0",
                        "tidemark_rows_written_total" + OF_TASK + " 9.0",
                        "tidemark_rows_dirty_total" + OF_TASK + " 2.0",
                        "tidemark_records_skipped_total" + OF_TASK + " 4.0",
                        "tidemark_bytes_read_total" + OF_TASK + " 1280.0",
                        "tidemark_attempt_duration_seconds_sum" + OF_TASK + " 24.0",
                        "tidemark_attempt_delay_seconds_bucket{le=\"0.05\"} 1");
    }

    @Test
    void aTaskThatIsGoneIsForgotten() {
        assertThat(operator.figures.text()).contains("tidemark_chain_behind_seconds{");
        operator.census =
                new io.tidemark.operator.Census(operator.census.counts(), java.util.Map.of(), java.util.Map.of());
        operator.now = operator.now.plusSeconds(5);

        assertThat(operator.figures.text()).doesNotContain("tidemark_chain_behind_seconds{");
    }
}

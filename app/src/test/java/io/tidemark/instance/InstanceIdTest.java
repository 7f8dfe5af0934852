package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.schedule.Cycle;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {
    @Test
    void readsAsAPersonWouldWriteIt() {
        Cycle cycle = new Cycle(ZonedDateTime.of(2026, 11, 22, 10, 5, 0, 0, ZoneId.of("Asia/Shanghai")));

        InstanceId id = InstanceId.of(new TaskId("earthquakes", "changes"), cycle);

        assertThat(id).hasToString("earthquakes/changes@2026-11-22T10:05+08:00");
        assertThat(id.cycle()).isEqualTo(Instant.parse("2026-11-22T02:05:00Z"));
        assertThat(id.cycleText()).isEqualTo("2026-11-22 10:05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "earthquakes/changes@2026-11-22T10:05+08:00",
                "a.b/c-d@2026-11-22T10:05:30Z",
                "a/b@2026-11-22T10:05+08:00~b17",
                "a/b@2026-11-22T10:05+08:00~r3",
                "地震/变化@2026-10-25T02:30+01:00"
            })
    void readsBackWhatItPrints(String text) {
        assertThat(InstanceId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "earthquakes/changes",
                "earthquakes/changes@today",
                "changes@2026-11-22T10:05+08:00",
                "a/b@2026-11-22T10:05+08:00~17",
                "a/b@2026-11-22T10:05+08:00~b0",
                "a/b@2026-11-22T10:05+08:00~b"
            })
    void refusesWithTheFormThatIsMeant(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstanceId.parse(text))
                .withMessageContaining("write it as workflow/task");
    }

    @Test
    void theRepeatedHourHasTwoInstances() {
        ZonedDateTime first = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        TaskId task = new TaskId("w", "t");

        assertThat(InstanceId.of(task, new Cycle(first.withEarlierOffsetAtOverlap())))
                .isNotEqualTo(InstanceId.of(task, new Cycle(first.withLaterOffsetAtOverlap())));
    }

    @Test
    void tellsTimesInTheOffsetOfTheCycle() {
        InstanceId id = InstanceId.parse("w/t@2026-11-22T23:59+08:00");

        assertThat(id.timeText(Instant.parse("2026-11-22T15:59:10Z"))).isEqualTo("23:59:10");
        assertThat(id.timeText(Instant.parse("2026-11-22T16:00:10Z"))).isEqualTo("2026-11-23 00:00:10");
    }
}

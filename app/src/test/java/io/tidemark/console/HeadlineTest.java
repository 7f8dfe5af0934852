package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeadlineTest {
    @Test
    void whoIsNeededComesFirst() {
        assertThat(Headline.of(2, Map.of(Mark.SUCCEEDED, 10, Mark.FAILED, 2, Mark.RETRYING, 1))
                        .title())
                .isEqualTo("2 cycles need you. 1 is retrying by itself.");
        assertThat(Headline.of(1, Map.of()).title()).isEqualTo("1 cycle needs you.");
    }

    @Test
    void anOldFailureIsNotForgottenBecauseTheLastHourWasFine() {
        assertThat(Headline.of(1, Map.of(Mark.SUCCEEDED, 60)))
                .isEqualTo(
                        new Headline("1 cycle needs you.", "60 of 60 cycles that fell due in the last hour are done."));
    }

    @Test
    void allIsSaidOnlyWhenAllAreDone() {
        assertThat(Headline.of(0, Map.of(Mark.SUCCEEDED, 60)).title())
                .isEqualTo("All cycles of the last hour succeeded.");
        assertThat(Headline.of(0, Map.of(Mark.SUCCEEDED, 59, Mark.RUNNING, 1)).title())
                .isEqualTo("All finished cycles of the last hour succeeded. 1 is on the way.");
        assertThat(Headline.of(0, Map.of(Mark.QUEUED, 2)).title())
                .isEqualTo("Nothing needs you. 2 cycles are on the way.");
        assertThat(Headline.of(0, Map.of(Mark.SUCCEEDED, 1, Mark.RETRYING, 2)).title())
                .isEqualTo("Nothing needs you. 2 are retrying by themselves.");
    }

    @Test
    void noNewsIsSaidToo() {
        assertThat(Headline.of(0, Map.of()))
                .isEqualTo(new Headline("Nothing needs you.", "No cycle was due in the last hour."));
    }
}

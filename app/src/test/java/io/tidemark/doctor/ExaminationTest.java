package io.tidemark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No check is one that cannot fail: each is shown a service that behaves otherwise. */
class ExaminationTest {
    private static Examination.Report examined(@Nullable Quirk quirk) {
        List<Finding> told = new ArrayList<>();
        Examination.Report report = new Examination(
                        new QuirkySource(quirk),
                        new QuirkyTarget(quirk),
                        () -> Instant.parse("2026-11-22T02:00:00Z"),
                        time -> {},
                        new Cancellation())
                .run(told::add);
        assertThat(report.findings())
                .isEqualTo(told)
                .extracting(Finding::assumption)
                .containsExactly(Assumption.values());
        return report;
    }

    @Test
    void whatBehavesAsDocumentedHoldsInEverything() {
        Examination.Report report = examined(null);
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Finding.Verdict.HELD));
        assertThat(report.healthy()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatBehavesOtherwiseDoesNotHold(Quirk quirk) {
        Examination.Report report = examined(quirk);
        assertThat(report.healthy()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.assumption() == quirk.broken())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Finding.Verdict.DID_NOT_HOLD));
        if (quirk != Quirk.BLOCK_SHOWS_BEFORE_THE_COMMIT && quirk != Quirk.INSERT_TAKES_NO_ROW) {
            assertThat(report.findings())
                    .filteredOn(finding -> finding.assumption() != quirk.broken())
                    .as("nothing else is blamed")
                    .allSatisfy(finding ->
                            assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Finding.Verdict.HELD));
        }
    }

    @Test
    void everyAssumptionIsBrokenByAQuirk() {
        assertThat(Stream.of(Quirk.values())
                        .map(Quirk::broken)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Assumption.class))))
                .containsExactly(Assumption.values());
    }
}

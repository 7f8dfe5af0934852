package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cycles on which tasks are tried out. */
class SampleCyclesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ScheduleText FIVE_MINUTES = new ScheduleText.Every(Duration.ofMinutes(5));

    @TempDir
    Path folder;

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        ", , 2026-01-14T08:05+08:00",
        "2020-01-01, 2030-01-01, 2026-01-14T08:05+08:00",
        "1970-01-01, 9999-01-01, 2026-01-14T08:05+08:00",
        "2027-05-01, , 2027-05-01T00:00+08:00",
        "2027-05-01, 2027-05-01, 2027-05-01T00:00+08:00",
        ", 2020-05-01, 2019-05-01T00:00+08:00",
        "2020-04-30, 2020-05-01, 2020-04-30T00:00+08:00",
        "9999-12-31, 9999-12-31, 9999-12-31T00:00+08:00",
    })
    void theyLieInTheValidity(LocalDate from, LocalDate to, String first) {
        Validity validity = new Validity(Optional.ofNullable(from), Optional.ofNullable(to));

        SampleCycles cycles = cycles(FIVE_MINUTES, validity);

        assertThat(cycles.rows().get(0).get(0).text()).isEqualTo(first);
        assertThat(all(cycles).map(cycle -> cycle.time().toLocalDate())).allMatch(validity::contains);
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @CsvSource({
        "00 0 0 1 1 ?, 2026-03-01, 2026-12-31",
        "00 0 0 29 2 ?, 2026-01-01, 2027-12-31",
        "00 0 0 ? * 1, 2026-01-20, 2026-01-25",
        "00 0 0 * * ?, , 1969-12-31",
    })
    void thereMayBeNone(String cron, LocalDate from, LocalDate to) {
        Validity validity = new Validity(Optional.ofNullable(from), Optional.ofNullable(to));

        assertThat(cycles(new ScheduleText.Cron(cron), validity).isEmpty()).isTrue();
    }

    @Test
    void aRareOneIsFoundWhereverItLies() {
        Validity leapDay = new Validity(Optional.empty(), Optional.of(LocalDate.of(2026, 6, 1)));

        assertThat(all(cycles(new ScheduleText.Cron("00 0 0 29 2 ?"), leapDay)).findFirst())
                .hasValueSatisfying(cycle -> assertThat(cycle.text()).isEqualTo("1972-02-29T00:00+08:00"));
    }

    /** Of these schedules a row ends with the cycle with which the next begins. */
    @ParameterizedTest
    @ValueSource(strings = {"00 0 0 LW * ?", "00 0 0 ? * 5#2", "00 0 0 ? * 5L", "00 0 0 1 * 1", "00 0 0 15W * ?"})
    void noCycleIsTakenForTwo(String cron) throws IOException {
        SampleCycles cycles = cycles(new ScheduleText.Cron(cron), Validity.ALWAYS);
        Set<String> texts = new HashSet<>();
        all(cycles)
                .distinct()
                .forEach(cycle ->
                        assertThat(texts.add(cycle.text())).as(cycle.text()).isTrue());

        Files.writeString(
                folder.resolve("changes.json"), Manual.filledIn().replace("\"truncate\": false", "\"truncate\": true"));
        Files.writeString(
                folder.resolve("workflow.yaml"),
                WorkflowFilesTest.WORKFLOW.replace("00 */5 * * * ?", cron).replace("Europe/Berlin", "Asia/Shanghai"));
        Problems problems = new Problems();
        WorkflowFiles.read(folder, problems);

        assertThat(problems.list()).noneMatch(problem -> problem.sentence().contains("both write"));
    }

    @Test
    void aValidityWithoutACycleIsNamedWhereItStands() throws IOException {
        assertThat(problems("validity: { from: 2026-03-01, to: 2026-03-31 }", "00 0 0 1 1 ?", ""))
                .containsExactly(
                        "workflow.yaml:3:1: warning: the schedule `00 0 0 1 1 ?` has no cycle from 2026-03-01 to"
                                + " 2026-03-31, which is its `validity`, so nothing will ever run; correct one of them");
        assertThat(problems("owner: me", "00 0 0 1 1 ?", "validity: { to: 1969-03-31 }"))
                .containsExactly(
                        "workflow.yaml:6:25: warning: the schedule `00 0 0 1 1 ?` has no cycle up to 1969-03-31,"
                                + " which is its `validity`, so nothing will ever run; correct one of them");
        assertThat(problems(
                        "validity: { from: 2026-03-01, to: 2026-03-31 }", "00 0 0 * * ?", "schedule: \"00 0 0 1 1 ?\""))
                .singleElement()
                .asString()
                .startsWith("workflow.yaml:6:25: warning: the schedule `00 0 0 1 1 ?` has no cycle");
        assertThat(problems("validity: { from: 2026-03-01 }", "00 0 0 29 2 ?", ""))
                .isEmpty();
    }

    @Test
    void aTaskThatIsValidLaterIsTriedLater() throws IOException {
        Files.writeString(folder.resolve("changes.json"), Manual.filledIn());
        Files.writeString(
                folder.resolve("workflow.yaml"),
                WorkflowFilesTest.WORKFLOW
                        .replace("owner: data-platform", "validity: { from: 2027-05-01 }")
                        .replace("Europe/Berlin", "Asia/Shanghai")
                        .replace("-10/24/60", "-15/24/60"));

        assertThat(lines())
                .containsExactly(
                        "workflow.yaml:9:5: error: the windows of the cycles 2027-05-01T00:00+08:00 and"
                                + " 2027-05-01T00:05+08:00 overlap: [2027-04-30T15:45:00Z, 2027-04-30T15:55:00Z) and"
                                + " [2027-04-30T15:50:00Z, 2027-04-30T16:00:00Z); let each window begin where the one before ends");
    }

    private List<String> problems(String key, String cron, String keyOfTheTask) throws IOException {
        Files.writeString(folder.resolve("workflow.yaml"), """
                workflow: w
                schedule: "%s"
                %s
                tasks:
                  # Has no own days.
                  two: { virtual: true, %s }
                """.formatted(cron, key, keyOfTheTask));
        return lines();
    }

    private List<String> lines() {
        Problems problems = new Problems();
        WorkflowFiles.read(folder, problems);
        return problems.list().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private static SampleCycles cycles(ScheduleText text, Validity validity) {
        return new FolderReading().samples(text, SHANGHAI, validity);
    }

    private static Stream<SampleCycle> all(SampleCycles cycles) {
        return Stream.concat(cycles.rows().stream().flatMap(List::stream), cycles.apart().stream());
    }
}

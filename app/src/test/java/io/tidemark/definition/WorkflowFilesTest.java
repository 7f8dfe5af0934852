package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WorkflowFilesTest {
    private static final String WORKFLOW = """
            workflow: quakes
            timezone: Europe/Berlin
            owner: data-platform
            description: what it is for
            schedule: "00 */5 * * * ?"
            tasks:
              changes:
                script: changes.json
                parameters:
                  startTime: "$[yyyymmddhh24miss-10/24/60]"
                  endTime: "$[yyyymmddhh24miss-5/24/60]"
                  ds: "$[yyyymmdd]"
                dependsOn: [ { previousCycle: self } ]
                rerun: always
                retry: { times: 3, interval: 2m, backoff: exponential }
                timeout: 30m
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void script() throws IOException {
        Files.writeString(folder.resolve("changes.json"), Manual.filledIn());
    }

    @Test
    void everyKeyFindsItsPlaceInTheDomain() throws IOException {
        Problems problems = new Problems();

        List<Workflow> workflows = read(WORKFLOW + "    onGap: accept\n", problems);

        assertThat(problems.list()).isEmpty();
        Workflow workflow = workflows.get(0);
        assertThat(workflow.name()).isEqualTo("quakes");
        assertThat(workflow.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(workflow.owner()).contains("data-platform");
        assertThat(workflow.schedule()).hasToString("00 */5 * * * ?");
        SyncTask task = workflow.tasks().get(0);
        assertThat(task.name()).isEqualTo("changes");
        assertThat(task.script()).isEqualTo(folder.resolve("changes.json"));
        assertThat(task.parameters())
                .containsEntry("startTime", "$[yyyymmddhh24miss-10/24/60]")
                .containsEntry("ds", "$[yyyymmdd]")
                .hasSize(3);
        assertThat(task.afterOwnPrevious()).isTrue();
        assertThat(task.retry()).isEqualTo(new RetryPolicy(3, Duration.ofMinutes(2), RetryPolicy.Backoff.EXPONENTIAL));
        assertThat(task.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(task.onGap()).isEqualTo(GapPolicy.ACCEPT);
    }

    @Test
    void whatIsLeftOutHasADefault() throws IOException {
        Problems problems = new Problems();

        Workflow workflow = read(
                        WORKFLOW.replaceFirst("timezone: Europe/Berlin\nowner: data-platform\n", "")
                                .replaceFirst("(?s)    dependsOn.*", ""),
                        problems)
                .get(0);

        assertThat(problems.list()).isEmpty();
        assertThat(workflow.timezone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(workflow.owner()).isEmpty();
        assertThat(workflow.tasks().get(0).afterOwnPrevious()).isFalse();
        assertThat(workflow.tasks().get(0).retry()).isEqualTo(RetryPolicy.NONE);
        assertThat(workflow.tasks().get(0).timeout()).isEqualTo(Duration.ofDays(1));
        assertThat(workflow.tasks().get(0).onGap()).isEqualTo(GapPolicy.EXTEND);
    }

    /** Each row changes one thing in the workflow above and says what is then reported, a paragraph sign between two lines. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvFileSource(resources = "broken-workflows.csv", delimiter = '|', quoteCharacter = '\u0001')
    void oneMistakeIsOneSentenceWithItsPlace(String original, String broken, String expected) throws IOException {
        assertThat(WORKFLOW).contains(original);
        Problems problems = new Problems();

        read(WORKFLOW.replace(original, broken == null ? "" : unescaped(broken)), problems);

        assertThat(lines(problems)).isEqualTo(expected);
    }

    @Test
    void aPartitionThatSeveralCyclesWouldEraseIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("changes.json"), Manual.filledIn().replace("\"truncate\": false", "\"truncate\": true"));
        String shanghai = WORKFLOW.replace("Europe/Berlin", "Asia/Shanghai");

        assertThat(mistakes(shanghai))
                .isEqualTo("changes.json:34:17: error: `truncate` is true, and the cycles 2026-01-14T08:05+08:00 and"
                        + " 2026-01-14T08:10+08:00 both write partition ds=20260114, so the later would erase what the"
                        + " earlier wrote; let the partition differ in every cycle, for example ds=${ds},hm=${hm}");
        assertThat(mistakes(shanghai.replace("$[yyyymmdd]", "$[hh24mi]")))
                .contains("the cycles 2026-01-14T08:05+08:00 and 2026-01-15T08:05+08:00 both write partition ds=0805");
        assertThat(mistakes(shanghai.replace("$[yyyymmdd]", "$[yyyymmddhh24mi]")))
                .isEmpty();
        assertThat(mistakes(WORKFLOW.replace("$[yyyymmdd]", "$[yyyymmddhh24mi]")))
                .contains(
                        "the cycles 2026-10-25T02:00+02:00 and 2026-10-25T02:00+01:00 both write partition ds=202610250200")
                .endsWith("use a time zone whose clock does not change, or set `truncate` to false");
    }

    @Test
    void whatOnlyTheValuesShowIsReportedWithACycle() throws IOException {
        Problems problems = new Problems();

        assertThat(read(WORKFLOW.replace("miss-5/24/60", "miss-15/24/60"), problems))
                .isEmpty();
        assertThat(lines(problems))
                .isEqualTo(
                        "changes.json:23:41: error: in cycle 2026-01-14T01:05+01:00: the window starts at 20260114005500"
                                + " (2026-01-13T23:55:00Z) and ends at 20260114005000 (2026-01-13T23:50:00Z); let it end after it"
                                + " starts");
    }

    @Test
    void theOlderParametersNeedNoAssignment() throws IOException {
        Files.writeString(folder.resolve("changes.json"), Manual.filledIn().replace("${ds}", "${bdp.system.bizdate}"));
        Problems problems = new Problems();

        Workflow workflow = read(WORKFLOW.replace("      ds: \"$[yyyymmdd]\"\n", ""), problems)
                .get(0);

        assertThat(problems.list()).isEmpty();
        assertThat(workflow.tasks().get(0).parameters()).containsEntry("bdp.system.bizdate", "${bdp.system.bizdate}");
    }

    @Test
    void twoWorkflowsOfOneNameAreNamedBoth() throws IOException {
        read(WORKFLOW, new Problems());
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("changes.json"), Manual.filledIn());
        Files.writeString(other.resolve("workflow.yaml"), WORKFLOW);
        Problems problems = new Problems();

        assertThat(WorkflowFiles.read(folder, problems)).hasSize(1);
        assertThat(lines(problems))
                .isEqualTo(
                        "workflow.yaml: error: the workflow `quakes` is declared in other/workflow.yaml too; rename one");
    }

    @Test
    void aFolderWithoutWorkflowsIsNamed() {
        Problems problems = new Problems();

        WorkflowFiles.read(folder, problems);
        WorkflowFiles.read(folder.resolve("none"), problems);

        assertThat(problems.list().toString())
                .contains("there is no workflow.yaml in this folder or below it; write one")
                .contains("none: error: there is no such folder; name the folder that holds your workflows");
    }

    private String mistakes(String yaml) throws IOException {
        Problems problems = new Problems();
        assertThat(read(yaml, problems)).hasSize(problems.hasErrors() ? 0 : 1);
        return lines(problems);
    }

    private static String unescaped(String text) {
        return text.replace("{LF}", "\n").replace("{TAB}", "\t");
    }

    private List<Workflow> read(String yaml, Problems problems) throws IOException {
        Files.writeString(folder.resolve("workflow.yaml"), yaml);
        return WorkflowFiles.read(folder, problems);
    }

    private String lines(Problems problems) {
        return String.join(
                " ¶ ",
                problems.list().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList());
    }
}

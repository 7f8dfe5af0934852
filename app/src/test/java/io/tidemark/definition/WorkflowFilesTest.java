package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WorkflowFilesTest {
    static final String EVERY_KEY = """
                        workflow: quakes
                        owner: data-platform
                        description: what it is for
                        tags: [ geo, live, geo ]
                        every: 5m
                        validity: { from: 2026-01-01, to: 2026-12-31 }
                        scheduling: dry-run
                        catchUp: latest
                        priority: 5
                        maxParallel: 2
                        resourceGroup: nightly
                        retry: { times: 2, interval: 10s, backoff: exponential, maxInterval: 1m }
                        timeout: 10m
                        rerun: on-failure
                        onGap: fail
                        tasks:
                          changes:
                            script: changes.json
                            parameters: startTime=$[yyyymmddhh24miss-10/24/60] endTime=$[yyyymmddhh24miss-5/24/60] ds=$bizdate
                            dependsOn: [ other, ready, { previousCycle: changes }, { previousCycle: downstream } ]
                          ready:
                            virtual: true
                            schedule: "00 30 02 L * ?"
                            owner: somebody
                            description: joins
                            tags: []
                            validity: { from: 2026-02-01 }
                            scheduling: paused
                            catchUp: none
                            priority: 8
                            maxParallel: 1
                            resourceGroup: daily
                            timeout: 1h
                            retry: { times: 0 }
                            rerun: never
                            dependsOn: [ { previousCycle: other } ]
                          other:
                            virtual: "true"
                        """;

    static final String WORKFLOW = """
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
        assertThat(workflow.label().owner()).contains("data-platform");
        assertThat(workflow.schedule()).contains(new ScheduleText.Cron("00 */5 * * * ?"));
        SyncTask task = workflow.syncTasks().get(0);
        assertThat(task.name()).isEqualTo("changes");
        assertThat(task.script().file()).isEqualTo(folder.resolve("changes.json"));
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
    void aTaskTakesFromItsWorkflowWhatItDoesNotSayItself() throws IOException {
        Problems problems = new Problems();

        Workflow workflow = read(EVERY_KEY, problems).get(0);

        assertThat(problems.list()).isEmpty();
        Label label = new Label(Optional.of("data-platform"), Optional.of("what it is for"), List.of("geo", "live"));
        assertThat(workflow.label()).isEqualTo(label);
        ScheduleText fiveMinutes = new ScheduleText.Every(Duration.ofMinutes(5));
        assertThat(workflow.schedule()).contains(fiveMinutes);
        SyncTask changes = workflow.syncTasks().get(0);
        assertThat(changes.parameters()).containsEntry("ds", "$bizdate").hasSize(3);
        assertThat(changes.onGap()).isEqualTo(GapPolicy.FAIL);
        assertThat(changes.chainIn(workflow)).isEqualTo("quakes/changes");
        assertThat(changes.dependsOn())
                .containsExactly(
                        new Dependency.SameCycle(new TaskId("quakes", "other")),
                        new Dependency.SameCycle(new TaskId("quakes", "ready")),
                        new Dependency.OwnPreviousCycle(),
                        new Dependency.PreviousCycleOfDownstream());
        Conduct conduct = new Conduct(
                new RetryPolicy(2, Duration.ofSeconds(10), RetryPolicy.Backoff.EXPONENTIAL, Duration.ofMinutes(1)),
                Duration.ofMinutes(10),
                RerunPolicy.ON_FAILURE);
        assertThat(changes.terms())
                .isEqualTo(new TaskTerms(
                        new Label(Optional.of("data-platform"), Optional.empty(), List.of()),
                        new Timing(
                                Optional.empty(),
                                new Validity(
                                        Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 12, 31))),
                                SchedulingType.DRY_RUN,
                                CatchUp.LATEST),
                        conduct,
                        new Share(5, Optional.of(2), Optional.of("nightly"))));
        assertThat(workflow.scheduleOf(changes)).isEqualTo(fiveMinutes);
        assertThat(workflow.tasks().get(1))
                .isEqualTo(new VirtualTask(
                        "ready",
                        List.of(new Dependency.PreviousCycle(new TaskId("quakes", "other"))),
                        new TaskTerms(
                                new Label(Optional.of("somebody"), Optional.of("joins"), List.of()),
                                new Timing(
                                        Optional.of(new ScheduleText.Cron("00 30 02 L * ?")),
                                        new Validity(Optional.of(LocalDate.of(2026, 2, 1)), Optional.empty()),
                                        SchedulingType.PAUSED,
                                        CatchUp.NONE),
                                new Conduct(RetryPolicy.NONE, Duration.ofHours(1), RerunPolicy.NEVER),
                                new Share(8, Optional.of(1), Optional.of("daily")))));
    }

    @Test
    void tasksMayWaitForTasksOfOtherWorkflowsButNotInALoop() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.writeString(folder.resolve("a/workflow.yaml"), """
                workflow: a
                every: 1h
                tasks:
                  one: { virtual: true, dependsOn: [ two, b/three ] }
                  two: { virtual: true }
                  four: { virtual: true, dependsOn: [ five ] }
                  five: { virtual: true, dependsOn: [ six ] }
                  six: { virtual: true, dependsOn: [ two, four ] }
                """);
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/workflow.yaml"), """
                workflow: b
                every: 1h
                tasks:
                  three: { virtual: true, dependsOn: [ a/one, a/seven ] }
                  broken: { virtual: perhaps, dependsOn: [ thre ] }
                """);
        Problems problems = new Problems();

        Declarations declared = WorkflowFiles.declared(folder, problems);

        assertThat(lines(problems).split(" ¶ "))
                .containsExactly(
                        "b/workflow.yaml:5:22: error: `virtual` is `perhaps`; write true or false",
                        "b/workflow.yaml:4:47: error: there is no task `a/seven`; did you mean `a/five`?",
                        "b/workflow.yaml:5:44: error: there is no task `thre`; did you mean `three`?",
                        "a/workflow.yaml:4:43: error: these tasks wait for each other: a/one -> b/three -> a/one; remove one"
                                + " of these dependencies",
                        "a/workflow.yaml:6:39: error: these tasks wait for each other: four -> five -> six -> four; remove"
                                + " one of these dependencies");
        assertThat(declared.placeOf(new TaskId("a", "one"), "dependsOn")).hasToString(folder + "/a/workflow.yaml:4:25");
        assertThat(declared.placeOf(new TaskId("a", "one"), "every")).hasToString(folder + "/a/workflow.yaml:2:1");
        assertThat(declared.placeOf(new TaskId("a", "one"), "priority")).hasToString(folder + "/a/workflow.yaml:4:3");
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
        assertThat(workflow.label().tags()).isEmpty();
        assertThat(workflow.label().owner()).isEmpty();
        assertThat(workflow.tasks().get(0).terms()).isEqualTo(TaskTerms.DEFAULT);
        assertThat(workflow.syncTasks().get(0).afterOwnPrevious()).isFalse();
        assertThat(workflow.syncTasks().get(0).retry()).isEqualTo(RetryPolicy.NONE);
        assertThat(workflow.syncTasks().get(0).timeout()).isEqualTo(Duration.ofDays(1));
        assertThat(workflow.syncTasks().get(0).onGap()).isEqualTo(GapPolicy.EXTEND);
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
                        "changes.json:23:41: error: in the cycle 2026-01-14T01:05+01:00 of quakes/changes: the window starts at 20260114005500"
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
        assertThat(workflow.syncTasks().get(0).parameters())
                .containsEntry("bdp.system.bizdate", "${bdp.system.bizdate}");
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
                        "workflow.yaml:1:11: error: the workflow `quakes` is declared in other/workflow.yaml too; rename one");
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

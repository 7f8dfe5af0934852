package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.FailureException;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.store.VersionStore;
import io.tidemark.store.VersionView;
import io.tidemark.workflow.ManagedBy;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowText;
import io.tidemark.workflow.WorkflowVersion;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions on a real database, submitted by two at once. */
@OnBothDatabases
class SubmissionsTest {
    private static final Path FOLDER = Path.of("/flows");

    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void ofTwoSubmittersOneWinsAndTheOtherIsToldAndNothingIsHalfDone() throws Exception {
        int rounds = 30;
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round <= rounds; round++) {
                List<WorkflowText> one =
                        List.of(flow("a", round + "m"), flow("b", round + "m"), flow("c", round + "m"));
                List<WorkflowText> other = List.of(flow("c", round + 30 + "m"), flow("b", round + 30 + "m"));
                List<Future<String>> told = both.invokeAll(List.of(submitting(one, "one"), submitting(other, "other")));
                List<String> answers = List.of(told.get(0).get(), told.get(1).get());
                assertThat(answers)
                        .as("round %d", round)
                        .allMatch(answer -> answer.equals("done") || answer.equals("CHANGED_SINCE_SHOWN"))
                        .contains("done");
                if (answers.equals(List.of("done", "done"))) {
                    continue; // one after the other
                }
                String winner = answers.get(0).equals("done") ? "one" : "other";
                assertThat(newest("b").submitted().by()).isEqualTo(winner);
                assertThat(newest("c").submitted().by()).isEqualTo(winner);
            }
        } finally {
            both.shutdownNow();
        }
        for (String name : List.of("a", "b", "c")) {
            List<Integer> numbers = versions().of(Optional.of(name)).stream()
                    .map(version -> version.id().number())
                    .toList();
            assertThat(numbers.get(0)).as(name).isEqualTo(numbers.size());
        }
    }

    @Test
    void filesDoNotReplaceWhatIsManagedInTheConsole() {
        versions()
                .insert(new WorkflowVersion(
                        new VersionId("a", 1),
                        Optional.of(flow("a", "1m")),
                        new WorkflowVersion.Edited(ManagedBy.CONSOLE, Optional.empty()),
                        new WorkflowVersion.Submitted(Samples.START, "somebody", "")));

        Assertions.assertThatThrownBy(() -> submissions().changes(submission(flow("a", "2m"))))
                .hasMessageContaining("The workflow a is managed in the console");
        assertThat(submissions().changes(submission(flow("b", "2m"))))
                .extracting(WorkflowChange::version)
                .containsExactly(new VersionId("b", 1));
    }

    @Test
    void workflowsAreCheckedTogetherWithThoseThatAreInForceAlready() {
        submit(submission(flow("a", "1m")), "somebody");
        WorkflowText loop = new WorkflowText(
                "b",
                flow("b", "1m").definition() + "    dependsOn: [ nowhere/t ]\n",
                flow("b", "1m").scripts());

        Assertions.assertThatThrownBy(() -> submit(submission(loop), "somebody"))
                .hasMessageContaining("nowhere");
        assertThat(versions().of(Optional.empty())).extracting(VersionView::id).containsExactly(new VersionId("a", 1));
    }

    private Callable<String> submitting(List<WorkflowText> workflows, String by) {
        return () -> {
            try {
                submit(new Submission(workflows, FOLDER, Submission.Missing.KEEP), by);
                return "done";
            } catch (FailureException e) {
                return e.failure().code();
            }
        };
    }

    private void submit(Submission submission, String by) {
        submissions().submit(submission, "", by).change().orElseThrow().run();
    }

    private static Submission submission(WorkflowText... texts) {
        return new Submission(List.of(texts), FOLDER, Submission.Missing.REMOVE);
    }

    private Submissions submissions() {
        return new Submissions(
                versions(),
                KeptWorkflows.INSTANCE,
                workflow -> List.of(),
                Records.in(database.transactions(), InstantSource.system(), "node-1"));
    }

    private VersionStore versions() {
        return new VersionStore(database.transactions());
    }

    private WorkflowVersion newest(String name) {
        return versions().newestTexts().stream()
                .filter(version -> version.id().workflow().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WorkflowText flow(String name, String timeout) {
        String definition = """
                workflow: %s
                timezone: Asia/Shanghai
                every: 1m
                tasks:
                  t:
                    script: s.json
                    timeout: %s
                    parameters: { startTime: "$[yyyymmddhh24miss-1/24/60]", endTime: "$[yyyymmddhh24miss]", ds: "$[yyyymmddhh24mi]" }
                """.formatted(name, timeout);
        return new WorkflowText(name, definition, new TreeMap<>(Map.of("s.json", script(name))));
    }

    private static String script(String table) {
        return """
                {"type": "job", "version": "2.0",
                 "steps": [
                   {"stepType": "otsstream", "name": "Reader", "category": "reader",
                    "parameter": {"datasource": "o", "table": "t", "mode": "single_version_and_update_only",
                                  "statusTable": "s", "isExportSequenceInfo": false,
                                  "startTimestampMillis": "${startTime}", "endTimestampMillis": "${endTime}",
                                  "column": [{"name": "id"}]}},
                   {"stepType": "odps", "name": "Writer", "category": "writer",
                    "parameter": {"datasource": "m", "table": "%s", "partition": "ds=${ds}", "truncate": true,
                                  "emptyAsNull": false, "column": ["id"]}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {"record": "0"}, "speed": {"throttle": false, "concurrent": 2}}}
                """.formatted(table);
    }
}

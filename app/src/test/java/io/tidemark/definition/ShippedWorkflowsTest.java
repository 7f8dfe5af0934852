package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedWorkflowsTest {
    private static final Path WORKFLOWS = Path.of("..", "workflows");

    @Test
    void nothingIsWrongOrDoubtfulAndNothingNeedsToBeConfigured() {
        Problems problems = new Problems();

        assertThat(WorkflowFiles.read(WORKFLOWS, problems))
                .extracting(Workflow::name)
                .containsExactly("earthquakes");
        assertThat(problems.list()).isEmpty();
        assertThat(DataSources.read(WORKFLOWS.resolve(DataSources.FILE), name -> null)
                        .problems())
                .isEmpty();
    }

    @Test
    void aMinuteOfEarthquakesOwnsItsPartition() {
        Workflow workflow = WorkflowFiles.read(WORKFLOWS, new Problems()).get(0);
        SyncTask task = workflow.syncTasks().get(0);
        Cycle midnight = new Cycle(LocalDateTime.parse("2026-11-22T00:00").atZone(workflow.timezone()));

        SyncRequest request = new ScriptRequests(Optional.empty(), name -> null)
                .request(workflow, task, ParameterTexts.evaluate(task.parameters(), Occasion.of(midnight)));

        assertThat(workflow.timezone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(workflow.schedule()).contains(new ScheduleText.Cron("00 * * * * ?"));
        assertThat(task.afterOwnPrevious()).isTrue();
        assertThat(task.retry()).isEqualTo(new RetryPolicy(3, Duration.ofSeconds(10), RetryPolicy.Backoff.CONSTANT));
        assertThat(task.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(request.chain()).hasToString("earthquakes/changes");
        assertThat(request.window().start()).isEqualTo(Instant.parse("2026-11-21T15:59:00Z"));
        assertThat(request.window().end()).isEqualTo(Instant.parse("2026-11-21T16:00:00Z"));
        assertThat(request.target().partition()).isEqualTo(Partition.parse("ds=20261121,hm=2359"));
        assertThat(request.target().truncate()).isTrue();
        assertThat(request.source().dataSource().endpoint()).isEqualTo("http://127.0.0.1:8087");
        assertThat(request.target().dataSource().endpoint()).isEqualTo("http://127.0.0.1:8088/api");
        List<String> columns = ((ExportMode.RowMode) request.mode())
                .columns().stream()
                        .map(column -> ((SourceColumn.Named) column).name())
                        .toList();
        assertThat(columns).startsWith("id", "time", "updated").contains("change_number");
        assertThat(request.target().columns()).contains(columns);
    }

    @Test
    void otherDataSourcesCanTakeThePlaceOfTheShippedOnes(@TempDir Path folder) throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                Manual.dataSources().replace("8087", "45001").replace("8088", "45002"));
        Workflow workflow = WorkflowFiles.read(WORKFLOWS, new Problems()).get(0);
        SyncTask task = workflow.syncTasks().get(0);
        Cycle cycle = new Cycle(LocalDateTime.parse("2026-11-22T10:05").atZone(workflow.timezone()));

        SyncRequest request = new ScriptRequests(Optional.of(other), Map.<String, String>of()::get)
                .request(workflow, task, ParameterTexts.evaluate(task.parameters(), Occasion.of(cycle)));

        assertThat(List.of(
                        request.source().dataSource().endpoint(),
                        request.target().dataSource().endpoint()))
                .containsExactly("http://127.0.0.1:45001", "http://127.0.0.1:45002/api");
    }
}

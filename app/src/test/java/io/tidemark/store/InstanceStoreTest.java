package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstanceStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:05:00.123456Z");
    private static final TaskId TASK = new TaskId("earthquakes", "changes");
    private static final Note NOTE = new Note("node-1", NOW, "because");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private InstanceStore instances;

    @BeforeEach
    void open() {
        instances = new InstanceStore(database.transactions());
    }

    @Test
    void keepsParametersInOrderWithTheirInstants() {
        Map<String, ParameterValue> parameters = new LinkedHashMap<>();
        parameters.put("z", new ParameterValue("20261122100500", Optional.of(Instant.parse("2026-11-22T02:05:00Z"))));
        parameters.put("a", ParameterValue.of("it's \"quoted\" \\ 地震 \n"));
        CycleInstance instance = CycleInstance.scheduled(id("10:05"), 3, NOW.plusSeconds(1), parameters);

        assertThat(instances.insert(instance, NOW)).isTrue();

        assertThat(instances.find(id("10:05"))).contains(instance);
        assertThat(instances.find(id("10:05")).orElseThrow().parameters().keySet())
                .containsExactly("z", "a");
        assertThat(instances.find(id("10:06"))).isEmpty();
    }

    @Test
    void oneCycleHasOneInstanceAlsoUnderAnotherOffset() {
        assertThat(plan("earthquakes/changes@2026-11-22T10:05+08:00")).isTrue();
        assertThat(plan("earthquakes/changes@2026-11-22T10:05+08:00")).isFalse();
        assertThat(plan("earthquakes/changes@2026-11-22T02:05Z")).isFalse();
        assertThat(plan("earthquakes/other@2026-11-22T02:05Z")).isTrue();
    }

    @Test
    void movesOnlyFromTheExpectedStateAndWritesTheStepDown() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");

        assertThat(instances.move(
                        id("10:05"), InstanceState.READY, InstanceEvent.ATTEMPT_STARTED, NOTE, Optional.empty()))
                .isFalse();
        assertThat(database.count("instance_transition")).isZero();
        assertThat(instances.move(
                        id("10:05"), InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE, NOTE, Optional.empty()))
                .isTrue();
        assertThat(instances.move(
                        id("10:05"), InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE, NOTE, Optional.empty()))
                .isFalse();
        assertThat(database.count("instance_transition")).isEqualTo(1);
        assertThat(instances.find(id("10:05")).orElseThrow())
                .extracting(CycleInstance::state, CycleInstance::reason)
                .containsExactly(InstanceState.READY, "because");
        assertThatIllegalStateException()
                .isThrownBy(() -> instances.move(
                        id("10:05"), InstanceState.READY, InstanceEvent.RETRY_DUE, NOTE, Optional.empty()))
                .withMessageContaining("it can take ATTEMPT_STARTED");
    }

    @Test
    void theTimeOfTheNextAttemptGoesWithItsState() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        step(InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        step(InstanceState.READY, InstanceEvent.ATTEMPT_STARTED);
        Instant retry = NOW.plusSeconds(10);
        assertThat(instances.move(
                        id("10:05"), InstanceState.RUNNING, InstanceEvent.ATTEMPT_LOST, NOTE, Optional.of(retry)))
                .isTrue();

        assertThat(instances.find(id("10:05")).orElseThrow().retryAt()).contains(retry);
        assertThat(instances.due(retry.minusMillis(1))).isEmpty();
        assertThat(instances.due(retry)).extracting(CycleInstance::id).containsExactly(id("10:05"));
        step(InstanceState.RETRY_WAIT, InstanceEvent.RETRY_DUE);
        assertThat(instances.find(id("10:05")).orElseThrow().retryAt()).isEmpty();
    }

    @Test
    void theEarliestDueOneOfEachTaskIsNext() {
        plan("earthquakes/changes@2026-11-22T10:04+08:00");
        plan("earthquakes/changes@2026-11-22T10:03+08:00");
        plan("earthquakes/other@2026-11-22T10:05+08:00");
        plan("earthquakes/other@2026-11-22T10:06+08:00");

        assertThat(instances.due(NOW))
                .extracting(instance -> instance.id().toString())
                .containsExactly(
                        "earthquakes/changes@2026-11-22T10:03+08:00", "earthquakes/other@2026-11-22T10:05+08:00");
    }

    @Test
    void thePreviousOneIsTheNewestEarlierOneOfTheTask() {
        plan("earthquakes/changes@2026-11-22T10:01+08:00");
        plan("earthquakes/changes@2026-11-22T10:03+08:00");
        plan("earthquakes/other@2026-11-22T10:04+08:00");
        plan("earthquakes/changes@2026-11-22T10:05+08:00");

        CycleInstance instance = instances.find(id("10:05")).orElseThrow();

        assertThat(instances.previous(instance).orElseThrow().id()).isEqualTo(id("10:03"));
        assertThat(instances.previous(instances.find(id("10:01")).orElseThrow()))
                .isEmpty();
    }

    @Test
    void slotsAreCountedFromRows() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan("earthquakes/other@2026-11-22T10:05+08:00");
        step(InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        assertThat(instances.slotsTaken()).containsExactly(TASK);
        step(InstanceState.READY, InstanceEvent.ATTEMPT_STARTED);
        assertThat(instances.slotsTaken()).containsExactly(TASK);
        step(InstanceState.RUNNING, InstanceEvent.ATTEMPT_SUCCEEDED);
        assertThat(instances.slotsTaken()).isEmpty();
    }

    @Test
    void onlyWhatHasNotComeIsRemoved() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan("earthquakes/changes@2026-11-22T10:06+08:00");
        plan("earthquakes/changes@2026-11-22T10:07+08:00");
        plan("earthquakes/other@2026-11-22T10:07+08:00");

        assertThat(instances.removePlanned(TASK, NOW)).isEqualTo(2);

        assertThat(instances.find(id("10:05"))).isPresent();
        assertThat(database.count("cycle_instance")).isEqualTo(2);
    }

    @Test
    void aCursorMovesOnlyFromWhereItWasRead() {
        CycleCursorStore cursors = new CycleCursorStore(database.transactions());
        CycleCursor first = new CycleCursor(NOW, 1);
        CycleCursor second = new CycleCursor(NOW.plusSeconds(60), 2);

        assertThat(cursors.begin(TASK, first)).isTrue();
        assertThat(cursors.begin(TASK, second)).isFalse();
        assertThat(cursors.move(TASK, second, first)).isFalse();
        assertThat(cursors.move(TASK, first, second)).isTrue();
        assertThat(cursors.move(TASK, first, second)).isFalse();
        assertThat(cursors.find(TASK)).contains(second);
    }

    @Test
    void listsTheNewestThatTheFilterLetsPass() {
        plan("earthquakes/changes@2026-11-22T10:04+08:00");
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan("earthquakes/other@2026-11-22T10:05+08:00");
        plan("floods/changes@2026-11-22T10:06+08:00");
        step(InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        InstanceViews views = new InstanceViews(database.transactions());

        assertThat(ids(views.list(InstanceFilter.newest(NOW, 2))))
                .containsExactly(
                        "earthquakes/changes@2026-11-22T10:05+08:00", "earthquakes/other@2026-11-22T10:05+08:00");
        assertThat(ids(views.list(new InstanceFilter(
                        Optional.of("earthquakes"),
                        Optional.of("changes"),
                        Set.of(InstanceState.WAITING, InstanceState.FAILED),
                        Optional.of(id("10:04").cycle()),
                        Optional.of(id("10:06").cycle()),
                        10))))
                .containsExactly("earthquakes/changes@2026-11-22T10:04+08:00");
        assertThat(views.find(id("10:05")).orElseThrow())
                .extracting(InstanceView::state, InstanceView::attempts, InstanceView::started)
                .containsExactly(InstanceState.READY, 0, Optional.empty());
    }

    private static List<String> ids(List<InstanceView> views) {
        return views.stream().map(view -> view.id().toString()).toList();
    }

    private void step(InstanceState from, InstanceEvent event) {
        assertThat(instances.move(id("10:05"), from, event, NOTE, Optional.empty()))
                .isTrue();
    }

    private boolean plan(String text) {
        InstanceId id = InstanceId.parse(text);
        return instances.insert(CycleInstance.scheduled(id, 1, id.cycle(), Map.of()), NOW);
    }

    private static InstanceId id(String time) {
        return InstanceId.parse("earthquakes/changes@2026-11-22T" + time + "+08:00");
    }
}

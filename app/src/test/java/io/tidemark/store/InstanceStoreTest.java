package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Upstream;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.InstanceStore.Slot;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
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
        CycleInstance instance = TestInstances.sync(id("10:05"), 3, NOW.plusSeconds(1), parameters);

        assertThat(TestInstances.insert(database.transactions(), instance, NOW)).isTrue();

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
        assertThat(instances.due(retry.minusMillis(1), 0, 100)).isEmpty();
        assertThat(instances.due(retry, 0, 100)).extracting(CycleInstance::id).containsExactly(id("10:05"));
        step(InstanceState.RETRY_WAIT, InstanceEvent.RETRY_DUE);
        assertThat(instances.find(id("10:05")).orElseThrow().retryAt()).isEmpty();
    }

    @Test
    void thoseThatHaveNothingBeforeThemAreNext() {
        plan("earthquakes/changes@2026-11-22T10:04+08:00");
        plan("earthquakes/changes@2026-11-22T10:03+08:00");
        plan("earthquakes/other@2026-11-22T10:05+08:00", "earthquakes/changes@2026-11-22T10:03+08:00");
        plan("earthquakes/other@2026-11-22T10:06+08:00");

        assertThat(instances.due(NOW, 0, 100))
                .extracting(instance -> instance.id().toString())
                .containsExactly(
                        "earthquakes/changes@2026-11-22T10:03+08:00", "earthquakes/changes@2026-11-22T10:04+08:00");
    }

    @Test
    void whatComesAfterGoesOnWithTheLastThatComesBefore() {
        InstanceEdges edges = new InstanceEdges(database.transactions());
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan(
                "earthquakes/ready@2026-11-22T10:05+08:00",
                "earthquakes/changes@2026-11-22T10:05+08:00",
                "earthquakes/changes@2026-11-22T10:04+08:00");
        InstanceId ready = InstanceId.parse("earthquakes/ready@2026-11-22T10:05+08:00");

        assertThat(edges.open(ready))
                .containsExactly(
                        new Upstream(id("10:05"), Optional.of(InstanceState.WAITING)),
                        new Upstream(id("10:04"), Optional.empty()));
        succeed("10:05");
        assertThat(due()).isEmpty();
        plan("earthquakes/changes@2026-11-22T10:04+08:00");
        assertThat(edges.open(ready)).containsExactly(new Upstream(id("10:04"), Optional.of(InstanceState.WAITING)));
        succeed("10:04");
        assertThat(due()).containsExactly(ready.toString());
        assertThat(edges.open(ready)).isEmpty();
        assertThat(edges.downstreams(id("10:04")))
                .containsExactly(new Upstream(ready, Optional.of(InstanceState.WAITING)));

        assertThat(instances.move(id("10:04"), InstanceState.SUCCEEDED, InstanceEvent.RERUN, NOTE, Optional.empty()))
                .isTrue();
        assertThat(due()).containsExactly(id("10:04").toString());
        assertThat(edges.open(ready)).extracting(Upstream::id).containsExactly(id("10:04"));
    }

    @Test
    void aReviewFindsWhatWasOverlooked() {
        InstanceEdges edges = new InstanceEdges(database.transactions());
        plan("earthquakes/changes@2026-11-22T10:04+08:00");
        plan("earthquakes/changes@2026-11-22T10:05+08:00", "earthquakes/changes@2026-11-22T10:04+08:00");
        succeed("10:04");
        database.transactions()
                .run(() ->
                        database.transactions().handle().execute("UPDATE cycle_instance SET upstreams_done = FALSE"));

        assertThat(due()).isEmpty();
        assertThat(edges.review(NOW.minusSeconds(1))).isZero();
        assertThat(edges.review(NOW)).isEqualTo(1);
        assertThat(due()).containsExactly(id("10:05").toString());
    }

    private List<String> due() {
        return instances.due(NOW, 0, 100).stream()
                .map(instance -> instance.id().toString())
                .toList();
    }

    private void succeed(String time) {
        for (InstanceEvent event :
                List.of(InstanceEvent.UPSTREAMS_DONE, InstanceEvent.ATTEMPT_STARTED, InstanceEvent.ATTEMPT_SUCCEEDED)) {
            InstanceState from = instances.find(id(time)).orElseThrow().state();
            assertThat(instances.move(id(time), from, event, NOTE, Optional.empty()))
                    .isTrue();
        }
    }

    @Test
    void slotsAreCountedFromRows() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan("earthquakes/other@2026-11-22T10:05+08:00");
        step(InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        assertThat(instances.slotsTaken()).extracting(Slot::task).containsExactly(TASK);
        step(InstanceState.READY, InstanceEvent.ATTEMPT_STARTED);
        assertThat(instances.slotsTaken()).extracting(Slot::task).containsExactly(TASK);
        step(InstanceState.RUNNING, InstanceEvent.ATTEMPT_SUCCEEDED);
        assertThat(instances.slotsTaken()).isEmpty();
    }

    @Test
    void onlyWhatHasNotComeIsRemoved() {
        plan("earthquakes/changes@2026-11-22T10:05+08:00");
        plan("earthquakes/changes@2026-11-22T10:06+08:00");
        plan("earthquakes/changes@2026-11-22T10:07+08:00");
        plan("earthquakes/other@2026-11-22T10:07+08:00");

        assertThat(new PlannedInstances(database.transactions()).removeToCome(TASK, NOW))
                .isEqualTo(2);

        assertThat(instances.find(id("10:05"))).isPresent();
        assertThat(database.count("cycle_instance")).isEqualTo(2);
    }

    @Test
    void aCursorMovesOnlyFromWhereItWasRead() {
        CycleCursorStore cursors = new CycleCursorStore(database.transactions());
        CycleCursor first = CycleCursor.beginning(NOW, new Basis(1, 1, "a"));
        CycleCursor second = first.movedTo(NOW.plusSeconds(60), new Basis(2, 2, "b"));

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
                        Optional.of(Origin.Kind.SCHEDULED),
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

    private boolean plan(String text, String... upstreams) {
        InstanceId id = InstanceId.parse(text);
        return TestInstances.plan(
                database.transactions(),
                id,
                id.cycle(),
                Arrays.stream(upstreams).map(InstanceId::parse).toArray(InstanceId[]::new));
    }

    private static InstanceId id(String time) {
        return InstanceId.parse("earthquakes/changes@2026-11-22T" + time + "+08:00");
    }
}

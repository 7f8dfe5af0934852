package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Work;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.workflow.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of cycles that came due while no operator ran. */
class CatchingUpTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world(CatchUp policy) {
        return World.fresh(
                database.transactions(),
                Settings.of(Draft.workflow(
                        "w",
                        Draft.sync("t").inTurn().catchUp(policy),
                        Draft.virtual("ready").after("w/t"))));
    }

    /** Runs two minutes, stands still, and runs two minutes again. */
    private World afterAStandstillOf(Duration still, CatchUp policy) {
        World world = world(policy);
        world.tick();
        world.pass(TWO_MINUTES, SECOND);
        world.clock.turn(still);
        world.tick();
        world.pass(TWO_MINUTES, SECOND);
        return world;
    }

    @Test
    void allRunInOrder() {
        World world = afterAStandstillOf(Duration.ofHours(30), CatchUp.ALL);

        assertThat(world.windows.committed()).hasSize(4 + 30 * 60).isSorted();
        assertThat(due(world)).allMatch(view -> view.state() == InstanceState.SUCCEEDED);
    }

    @Test
    void onlyTheLatestRunsAndWhatComesAfterTheOthersGoesOn() {
        World world = afterAStandstillOf(Duration.ofHours(30), CatchUp.LATEST);

        assertThat(world.windows.committed()).hasSize(5).isSorted();
        assertThat(world.instance(id("t", "2026-11-23T16:06+08:00")).work()).isEqualTo(Work.SYNC);
        CycleInstance left = world.instance(id("t", "2026-11-23T16:05+08:00"));
        assertThat(left.work()).isEqualTo(Work.DRY_RUN);
        assertThat(left.reason())
                .isEqualTo("left out: it came due while no operator ran, and its task has catchUp: latest");
        assertThat(due(world)).allMatch(view -> view.state() == InstanceState.SUCCEEDED);
        assertThat(world.life(left.id())).containsExactly("NOTHING_TO_RUN");
    }

    @Test
    void noneRuns() {
        World world = afterAStandstillOf(Duration.ofMinutes(30), CatchUp.NONE);

        assertThat(world.windows.committed()).hasSize(4);
        assertThat(due(world)).allMatch(view -> view.state() == InstanceState.SUCCEEDED);
    }

    @Test
    void aShortPauseIsNone() {
        World world = afterAStandstillOf(Duration.ofSeconds(59), CatchUp.NONE);

        assertThat(world.windows.committed()).hasSize(5);
    }

    @Test
    void aBacklogOfAnOperatorThatRunsIsNotLeftOut() {
        World world = world(CatchUp.LATEST);
        world.tick();
        for (int i = 0; i < 600; i++) {
            world.clock.turn(SECOND);
            world.ticker.tick(); // no worker comes
        }
        world.tick();

        assertThat(world.windows.committed()).hasSize(10);
    }

    @Test
    void whatSomebodyHasTouchedIsNotLeftOut() {
        World world = world(CatchUp.NONE);
        world.tick();
        InstanceId frozen = id("t", "2026-11-22T10:05+08:00");
        assertThat(world.records
                        .instances()
                        .move(
                                frozen,
                                InstanceState.WAITING,
                                InstanceEvent.FREEZE,
                                world.records.note("a person wants it so"),
                                Optional.empty()))
                .isTrue();
        world.clock.turn(Duration.ofMinutes(10));
        world.tick();

        assertThat(world.instance(frozen).state()).isEqualTo(InstanceState.FROZEN);
        assertThat(world.instance(frozen).work()).isEqualTo(Work.SYNC);
        assertThat(world.in(InstanceState.SUCCEEDED)).isEmpty();
    }

    @Test
    void twoNodesThatComeBackTogetherAgree() {
        World world = world(CatchUp.LATEST);
        world.tick();
        world.pass(TWO_MINUTES, SECOND);
        World other = new World(
                world.transactions,
                world.clock,
                Fuse.never(),
                "node-2",
                Settings.of(Draft.workflow(
                        "w",
                        Draft.sync("t").inTurn().catchUp(CatchUp.LATEST),
                        Draft.virtual("ready").after("w/t"))));
        world.clock.turn(Duration.ofHours(3));
        other.ticker.tick();
        world.tick();
        other.tick();

        assertThat(world.windows.committed()).hasSize(3);
    }

    private static List<InstanceView> due(World world) {
        Instant now = world.clock.instant();
        return world.all().stream().filter(view -> !view.due().isAfter(now)).toList();
    }

    private static InstanceId id(String task, String time) {
        return InstanceId.parse("w/" + task + "@" + time);
    }
}

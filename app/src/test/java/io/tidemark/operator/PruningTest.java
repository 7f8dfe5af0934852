package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.instance.Upstream;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillView;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogPage;
import io.tidemark.store.OldInstances;
import io.tidemark.store.OnBothDatabases;
import io.tidemark.store.TestInstances;
import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is old goes, and takes nothing along that something still needs. */
@OnBothDatabases
class PruningTest {
    private static final Duration SIX_HOURS = Duration.ofHours(6);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int A_DAY = 24 * 60;
    private static final Retention SHORT = new Retention(DAY.multipliedBy(3), DAY.multipliedBy(2));

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world(Workflow... workflows) {
        World world = World.fresh(database.transactions(), Settings.of(workflows));
        world.tick();
        return world;
    }

    private static void prune(World world) {
        new Pruning(world.records, world.jobs, SHORT).sweep();
    }

    @Test
    void whatIsOldIsRemovedWithAllThatWasWrittenDownAboutIt() {
        World world = world(Draft.workflow(
                "w",
                Draft.sync("t").inTurn().every(360),
                Draft.virtual("v").every(360).after("w/t")));
        world.pass(DAY.multipliedBy(5), SIX_HOURS);

        prune(world);

        // Of three days, and one more that ended three days ago; likewise with the logs.
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(2 * 13);
        assertThat(world.all().get(0).id().cycle()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(database.count("attempt")).isEqualTo(13);
        assertThat(logsOfAttempts(world)).isEqualTo(9);
        assertThat(edgesToNothing(world)).isZero();

        world.pass(DAY, SIX_HOURS);
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(2 * 17);
        assertThat(world.windows.committed()).hasSize(6 * 4).doesNotHaveDuplicates();
    }

    @Test
    void whatSomethingUnfinishedWaitsForIsKept() {
        World world = world(Draft.workflow(
                "w",
                Draft.sync("t").every(360),
                Draft.sync("held").every(360).after("w/t").scheduling(SchedulingType.PAUSED)));
        world.pass(DAY.multipliedBy(4), SIX_HOURS);

        prune(world);

        InstanceId first = id("w/held@2026-11-22T14:00+08:00");
        assertThat(world.instance(first).state()).isEqualTo(InstanceState.FROZEN);
        assertThat(world.records.edges().upstreams(first))
                .extracting(Upstream::state)
                .containsExactly(Optional.of(InstanceState.SUCCEEDED));
    }

    @Test
    void whatHasNotSucceededIsKeptAsLongAsThereIsSomethingBehindIt() {
        World world = world(Draft.workflow(
                "w", Draft.sync("t").every(360), Draft.sync("behind").every(360).after("w/t")));
        world.pass(SIX_HOURS, SIX_HOURS);
        InstanceId stopped = id("w/t@2026-11-22T14:00+08:00");
        InstanceId behind = id("w/behind@2026-11-22T14:00+08:00");
        stop(world, stopped);
        world.pass(DAY.multipliedBy(4), SIX_HOURS);

        assertThat(new OldInstances(world.transactions)
                        .remove(world.clock.instant().minus(SHORT.instances()), 1))
                .isEqualTo(1);
        assertThat(world.records.instances().find(behind))
                .as("is removed first")
                .isEmpty();
        assertThat(world.instance(stopped).state()).isEqualTo(InstanceState.CANCELLED);
        prune(world);
        assertThat(world.records.instances().find(stopped)).isEmpty();
    }

    @Test
    void theNextCycleOfARareTaskFindsTheOneBefore() {
        int fortyDays = 40 * A_DAY;
        World world = world(Draft.workflow("w", Draft.sync("rare").inTurn().every(fortyDays)));
        world.pass(DAY.multipliedBy(40), DAY);
        InstanceId before = world.in(InstanceState.SUCCEEDED).get(0).id();
        stop(world, before);
        for (int day = 0; day < 40; day++) {
            world.pass(DAY, DAY);
            prune(world);
        }

        List<InstanceView> waiting = world.in(InstanceState.WAITING);
        assertThat(waiting).hasSize(1);
        assertThat(world.records.edges().open(waiting.get(0).id()))
                .containsExactly(new Upstream(before, Optional.of(InstanceState.CANCELLED)));
        move(world, before, InstanceState.CANCELLED, InstanceEvent.RERUN);
        world.tick();
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(2);
    }

    @Test
    void whatWasRemovedIsNotWaitedFor() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        world.pass(DAY.multipliedBy(4), SIX_HOURS);
        InstanceId removed = world.all().get(0).id();
        prune(world);
        assertThat(world.records.instances().find(removed)).isEmpty();

        boolean there =
                world.transactions.inTransaction(() -> world.records.edges().hold(removed));

        assertThat(there).isFalse();
        Awaitable awaitable = new Awaitable(world.cursors.all(), world.records.edges(), world.clock.instant());
        List<InstanceId> left = world.all().stream().map(InstanceView::id).toList();
        assertThat(world.transactions.inTransaction(() -> awaitable.among(List.of(removed, left.get(0)))))
                .containsExactly(left.get(0));
    }

    @Test
    void whatIsTiedToItInTheVeryMomentKeepsIt() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        world.pass(DAY.multipliedBy(4), SIX_HOURS);
        InstanceId oldest = world.all().get(0).id();
        InstanceId late = id("w/late@2026-11-26T12:00+08:00");
        OldInstances old = new OldInstances(world.transactions);
        Instant before = oldest.cycle().plusSeconds(1);

        world.transactions.run(() -> {
            assertThat(world.records.edges().hold(oldest)).isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> old.remove(before, 10))
                            .join())
                    .as("somebody has it")
                    .isZero();
            TestInstances.plan(world.transactions, late, late.cycle(), oldest);
        });

        assertThat(old.remove(before, 10)).isZero();
        assertThat(world.records.edges().open(late)).isEmpty();
        assertThat(world.records.edges().upstreams(late)).hasSize(1);
    }

    @Test
    void aStandstillLongerThanTheRetentionIsCaughtUpWithOnce() {
        World world = world(Draft.workflow(
                "w",
                Draft.sync("t").inTurn().every(A_DAY).catchUp(CatchUp.ALL),
                Draft.virtual("v").every(A_DAY).after("w/t")));
        world.pass(DAY.multipliedBy(3), SIX_HOURS);
        int moved = world.windows.committed().size();
        List<InstanceId> before = world.all().stream().map(InstanceView::id).toList();

        world.clock.turn(DAY.multipliedBy(40));
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(2));

        assertThat(world.windows.committed()).hasSize(moved + 40).doesNotHaveDuplicates();
        assertThat(world.in(InstanceState.SUCCEEDED)).hasSize(2 * 40);
        assertThat(world.all()).extracting(InstanceView::id).doesNotContainAnyElementsOf(before);
        assertThat(edgesToNothing(world)).isZero();
    }

    @Test
    void aRemovedUpstreamHoldsUpNoRerun() {
        World world = world(Draft.workflow("w", Draft.sync("t").inTurn().every(360)));
        world.pass(DAY.multipliedBy(5), SIX_HOURS);
        prune(world);
        InstanceId oldest = world.all().get(0).id();

        move(world, oldest, InstanceState.SUCCEEDED, InstanceEvent.RERUN);
        world.tick();

        assertThat(world.instance(oldest).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(world.attempts(oldest)).containsExactly(AttemptState.SUCCEEDED, AttemptState.SUCCEEDED);
    }

    @Test
    void aBackfillStaysAndItsInstancesGoWhenAllHaveEnded() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        Fills fills = Fills.in(world, Samples.requests(Duration.ZERO));
        fills.start(Fills.of("w/t"));
        InstanceId last = fills.instances(1).get(3).id();
        move(world, last, InstanceState.WAITING, InstanceEvent.FREEZE);
        world.pass(DAY.multipliedBy(4), SIX_HOURS);

        prune(world);
        assertThat(fills.view(1).succeeded()).isEqualTo(3);
        assertThat(fills.view(1).removed()).isZero();

        move(world, last, InstanceState.FROZEN, InstanceEvent.CANCEL);
        prune(world);
        BackfillView view = fills.view(1);
        assertThat(view.state()).isEqualTo(BackfillState.DONE);
        assertThat(view.removed()).isEqualTo(3);
        assertThat(fills.instances(1)).extracting(InstanceView::id).containsExactly(last);

        fills.start(Fills.of("w/t"));
        world.tick();
        assertThat(fills.view(2).succeeded()).as("the ledger knows the windows").isEqualTo(4);
    }

    @Test
    void anInstanceWhoseWindowIsNotSettledIsKept() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        world.pass(DAY.multipliedBy(4), SIX_HOURS);
        InstanceId oldest = world.all().get(0).id();
        world.transactions.run(() -> {
            world.transactions
                    .handle()
                    .execute(
                            "INSERT INTO chain (id, stream_id, version, created_at) VALUES ('w/t', 's', 0, ?)",
                            oldest.cycle());
            world.transactions
                    .handle()
                    .execute(
                            """
                            INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round,
                                                     overwrite, target, claimed_by, claimed_at)
                            VALUES ('w/t', ?, ?, ?, 'OPEN', 'f', 0, FALSE, 't', 'a', ?)
                            """,
                            oldest.cycle().minusSeconds(60),
                            oldest.cycle(),
                            oldest.cycle().minusSeconds(60),
                            oldest.cycle());
        });

        prune(world);
        assertThat(world.all().get(0).id()).isEqualTo(oldest);

        world.transactions.run(() -> world.transactions.handle().execute("UPDATE sync_window SET state = 'GAP'"));
        prune(world);
        assertThat(world.records.instances().find(oldest)).isEmpty();
        assertThat(database.count("sync_window")).isEqualTo(1);
    }

    @Test
    void muchIsRemovedInManySteps() {
        World world = world();
        Instant longAgo = world.clock.instant().minus(DAY.multipliedBy(9));
        world.transactions.run(() -> {
            for (int i = 0; i < 1200; i++) {
                InstanceId id = new InstanceId(
                        TaskId.parse("w/t"),
                        longAgo.plusSeconds(60L * i).atZone(Samples.ZONE).toOffsetDateTime(),
                        Origin.SCHEDULED);
                TestInstances.plan(world.transactions, id, id.cycle());
            }
            world.transactions.handle().execute("UPDATE cycle_instance SET state = 'SUCCEEDED'");
        });
        Pruning pruning = new Pruning(world.records, world.jobs, SHORT);

        pruning.sweep();
        assertThat(database.count("cycle_instance")).isEqualTo(700);
        pruning.sweep();
        pruning.sweep();
        assertThat(database.count("cycle_instance"))
                .as("the newest of each task stays")
                .isEqualTo(1);
    }

    @Test
    void failedJobsAreListedAsLongAsInstancesAre() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        prune(world);

        assertThat(world.jobs.failedForgottenBefore())
                .isEqualTo(world.clock.instant().minus(SHORT.instances()));
    }

    @Test
    void whoAsksForWhatIsGoneIsToldSo() {
        World world = world(Draft.workflow("w", Draft.sync("t").every(360)));
        world.pass(DAY.multipliedBy(4), SIX_HOURS);
        Person ann = new Person(world, "ann");
        InstanceId removed = world.all().get(0).id();
        prune(world);
        InstanceId withoutLog = world.all().get(0).id();

        assertThatThrownBy(() -> ann.desk.instance(removed))
                .hasMessageContaining("There is no cycle `" + removed + "`.")
                .hasMessageContaining("`retention.instances`");
        assertThatThrownBy(() -> ann.desk.log(removed, Optional.empty(), 0))
                .hasMessageContaining("`retention.instances`");
        LogPage page = ann.desk.log(withoutLog, Optional.empty(), 0);
        assertThat(page.lines()).isEmpty();
        assertThat(page.last()).isTrue();
    }

    /** As if it had not succeeded: a person let it run again and stopped it. */
    private static void stop(World world, InstanceId id) {
        move(world, id, InstanceState.SUCCEEDED, InstanceEvent.RERUN);
        move(world, id, InstanceState.WAITING, InstanceEvent.CANCEL);
    }

    private static void move(World world, InstanceId id, InstanceState from, InstanceEvent event) {
        assertThat(world.records
                        .instances()
                        .move(id, from, event, world.records.note("a person wants it so"), Optional.empty()))
                .isTrue();
    }

    private static InstanceId id(String text) {
        return InstanceId.parse(text);
    }

    private static long logsOfAttempts(World world) {
        return number(world, "SELECT COUNT(DISTINCT attempt) FROM attempt_log");
    }

    /** Edges of instances that are over to ones that are not there. */
    private static long edgesToNothing(World world) {
        return number(world, """
                SELECT COUNT(*) FROM instance_edge e JOIN cycle_instance d ON d.id = e.instance
                WHERE d.state = 'SUCCEEDED' AND NOT EXISTS (SELECT 1 FROM cycle_instance u WHERE u.id = e.upstream)
                """);
    }

    private static long number(World world, String sql) {
        return world.transactions.inTransaction(() ->
                world.transactions.handle().createQuery(sql).mapTo(Long.class).one());
    }
}

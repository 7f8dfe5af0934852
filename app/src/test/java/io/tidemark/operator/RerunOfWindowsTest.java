package io.tidemark.operator;

import static io.tidemark.operator.Samples.everyMinutes;
import static io.tidemark.operator.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.World.Settings;
import io.tidemark.store.FreshDatabase;
import io.tidemark.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What running again means for windows that the ledger knows. */
class RerunOfWindowsTest {
    private static final InstanceId FIRST = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId NEXT = InstanceId.parse("earthquakes/changes@2026-11-22T10:06+08:00");
    private static final InstanceId THIRD = InstanceId.parse("earthquakes/changes@2026-11-22T10:07+08:00");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private World world;
    private RealSync sync;
    private Person ann;

    @BeforeEach
    void start() {
        world = World.fresh(
                database.transactions(),
                Settings.of(everyMinutes(1, task("changes", false, RetryPolicy.NONE)))
                        .requests(RealSync.requests()));
        sync = new RealSync(world);
        ann = new Person(world, "ann");
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    @Test
    void aCommittedWindowThatWasAppendedIsNotDoubled() {
        world.pass(Duration.ofSeconds(40), Duration.ofSeconds(1));
        assertThat(sync.rows()).containsExactly("0");

        assertThat(ann.reads(rerun(FIRST)))
                .contains("is committed and was appended to", "nothing will be written again")
                .contains("tidemark checkpoints rewind", "--again REASON");
        ann.does(rerun(FIRST));
        world.tick();

        assertThat(world.attempts(FIRST)).hasSize(2);
        assertThat(world.instance(FIRST).reason()).contains("already committed");
        assertThat(sync.rows()).containsExactly("0");
    }

    @Test
    void oneWhoseWindowALongerOneHoldsIsToldWhichOneToRerun() {
        world.pass(Duration.ofSeconds(40), Duration.ofSeconds(1));
        ann.does(new Decision.Steer(Steering.STOP, List.of(NEXT), ""));
        world.pass(Duration.ofMinutes(2), Duration.ofSeconds(1));
        assertThat(world.instance(THIRD).state()).isEqualTo(InstanceState.SUCCEEDED);
        assertThat(sync.rows()).startsWith("0", "1", "2");

        ann.isRefused(
                rerun(NEXT),
                "NO_RERUN",
                "cannot run by itself: its window is contained in window 2 [2026-11-22T02:05:00Z, 2026-11-22T02:07:00Z),"
                        + " which " + THIRD + " has moved; run that again with `tidemark instances rerun " + THIRD
                        + "`");
        assertThat(ann.reads(rerun(THIRD))).contains("Its window 2 ");
    }

    private static Decision rerun(InstanceId id) {
        return new Decision.Rerun(List.of(id), RerunScope.ONLY, new RerunTerms(false, ""));
    }
}

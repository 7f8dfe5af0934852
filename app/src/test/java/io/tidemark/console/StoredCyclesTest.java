package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceStore;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.Note;
import io.tidemark.store.TestInstances;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoredCyclesTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private final HandTurnedClock clock = new HandTurnedClock("2026-11-22T06:32:08Z");

    @Test
    void cyclesThatHaveComeAreListedLatestFirst() {
        plan("14:25", Duration.ZERO);
        plan("14:30", Duration.ofMinutes(5));
        plan("14:35", Duration.ZERO);

        assertThat(cycles().latest(50))
                .extracting(line -> line.cycle().toLocalTime().toString(), CycleLine::task, CycleLine::mark)
                .containsExactly(
                        tuple("14:30", "earthquakes/changes", Mark.NOT_DUE),
                        tuple("14:25", "earthquakes/changes", Mark.BLOCKED));
        assertThat(cycles().latest(1)).hasSize(1);
    }

    @Test
    void onlyWhatIsDueIsCounted() {
        plan("13:25", Duration.ZERO);
        plan("14:25", Duration.ZERO);
        move(plan("14:26", Duration.ZERO), InstanceState.WAITING, InstanceEvent.UPSTREAMS_DONE);
        plan("14:30", Duration.ofMinutes(5));

        assertThat(cycles().dueSince(clock.instant().minus(Duration.ofHours(1))))
                .isEqualTo(Map.of(Mark.BLOCKED, 1, Mark.QUEUED, 1));
    }

    @Test
    void aFailedCycleNeedsSomebodyHoweverOldItIs() {
        InstanceId id = plan("03:00", Duration.ZERO);
        move(id, InstanceState.WAITING, InstanceEvent.PARAMETERS_REFUSED);

        assertThat(cycles().needSomebody()).isEqualTo(1);
        assertThat(cycles().latest(1))
                .singleElement()
                .satisfies(line -> assertThat(line.mark()).isEqualTo(Mark.FAILED));
    }

    private StoredCycles cycles() {
        return new StoredCycles(new InstanceViews(database.transactions()), clock);
    }

    private InstanceId plan(String time, Duration later) {
        InstanceId id = InstanceId.parse("earthquakes/changes@2026-11-22T" + time + "+08:00");
        TestInstances.plan(database.transactions(), id, id.cycle().plus(later));
        return id;
    }

    private void move(InstanceId id, InstanceState from, InstanceEvent event) {
        assertThat(new InstanceStore(database.transactions())
                        .move(id, from, event, new Note("test", clock.instant(), "because"), Optional.empty()))
                .isTrue();
    }
}

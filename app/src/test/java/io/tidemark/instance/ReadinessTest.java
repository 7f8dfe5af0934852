package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final InstanceId ID = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId BEFORE = InstanceId.parse("earthquakes/changes@2026-11-22T10:04+08:00");
    private static final Instant DUE = ID.cycle().plusSeconds(30);
    private static final CycleInstance WAITING = CycleInstance.scheduled(ID, 1, DUE, Map.of());
    private static final Slots FREE = new Slots(0, 1, 0, 4);

    @Test
    void isReadyFromItsDueTimeOn() {
        assertThat(Readiness.of(WAITING, Optional.empty(), List.of(), FREE, DUE))
                .isInstanceOf(Readiness.Ready.class);
        assertThat(reasons(WAITING, Optional.empty(), FREE, DUE.minusNanos(1)))
                .containsExactly("it is due at 10:05:30");
    }

    @Test
    void waitsForItsPreviousCycleToSucceed() {
        for (InstanceState state : InstanceState.values()) {
            Optional<Previous> previous = Optional.of(new Previous(BEFORE, state));
            if (state == InstanceState.SUCCEEDED) {
                assertThat(Readiness.of(WAITING, previous, List.of(), FREE, DUE))
                        .isInstanceOf(Readiness.Ready.class);
            } else {
                assertThat(reasons(WAITING, previous, FREE, DUE))
                        .containsExactly("it runs after the previous cycle has succeeded:"
                                + " earthquakes/changes@2026-11-22T10:04+08:00 is " + state);
            }
        }
    }

    @Test
    void aRetryHasATimeOfItsOwn() {
        CycleInstance retry = new CycleInstance(
                ID,
                Origin.SCHEDULED,
                1,
                DUE,
                Map.of(),
                InstanceState.RETRY_WAIT,
                Optional.of(DUE.plus(Duration.ofMinutes(2))),
                "failed");

        assertThat(reasons(retry, Optional.empty(), FREE, DUE)).containsExactly("the next attempt starts at 10:07:30");
        assertThat(Readiness.of(retry, Optional.empty(), List.of(), FREE, DUE.plusSeconds(120)))
                .isInstanceOf(Readiness.Ready.class);
    }

    @Test
    void waitsForWhatComesFirstInItsChain() {
        assertThat(Readiness.of(WAITING, Optional.empty(), List.of("window 7 comes first"), FREE, DUE))
                .isEqualTo(new Readiness.Blocked(List.of("window 7 comes first")));
    }

    @Test
    void namesEverythingItWaitsForAtOnce() {
        assertThat(reasons(
                        WAITING,
                        Optional.of(new Previous(BEFORE, InstanceState.FAILED)),
                        new Slots(1, 1, 4, 4),
                        DUE.minusSeconds(1)))
                .hasSize(4)
                .contains(
                        "1 of at most 1 attempts of earthquakes/changes are queued or running",
                        "4 of at most 4 attempts are queued or running");
    }

    private static List<String> reasons(CycleInstance instance, Optional<Previous> previous, Slots slots, Instant now) {
        return ((Readiness.Blocked) Readiness.of(instance, previous, List.of(), slots, now)).reasons();
    }
}

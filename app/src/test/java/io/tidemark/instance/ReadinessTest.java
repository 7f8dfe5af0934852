package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final InstanceId ID = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final InstanceId BEFORE = InstanceId.parse("earthquakes/changes@2026-11-22T10:04+08:00");
    private static final Instant DUE = ID.cycle().plusSeconds(30);
    private static final CycleInstance WAITING = CycleInstance.planned(ID, 1, DUE, Map.of(), Work.SYNC, 1);
    private static final List<Limit> FREE = List.of(new Limit("of earthquakes/changes", 0, 1), new Limit("", 0, 4));

    @Test
    void isReadyFromItsDueTimeOn() {
        assertThat(Readiness.of(WAITING, List.of(), List.of(), FREE, DUE)).isInstanceOf(Readiness.Ready.class);
        assertThat(reasons(WAITING, List.of(), FREE, DUE.minusNanos(1))).containsExactly("it is due at 10:05:30");
    }

    @Test
    void waitsForWhatComesBefore() {
        assertThat(reasons(WAITING, List.of(new Upstream(BEFORE, Optional.of(InstanceState.FAILED))), FREE, DUE))
                .containsExactly("it runs after earthquakes/changes@2026-11-22T10:04+08:00, which is FAILED");
        assertThat(reasons(WAITING, List.of(new Upstream(BEFORE, Optional.empty())), FREE, DUE))
                .containsExactly("it runs after earthquakes/changes@2026-11-22T10:04+08:00, which is not planned yet");
    }

    @Test
    void namesTheFirstOfManyThatItWaitsFor() {
        List<Upstream> many = Collections.nCopies(25, new Upstream(BEFORE, Optional.of(InstanceState.WAITING)));

        assertThat(reasons(WAITING, many, FREE, DUE))
                .hasSize(21)
                .endsWith("it runs after 5 more that have not succeeded");
    }

    @Test
    void aRetryHasATimeOfItsOwn() {
        CycleInstance retry = new CycleInstance(
                ID,
                1,
                DUE,
                Map.of(),
                Work.SYNC,
                1,
                InstanceState.RETRY_WAIT,
                Optional.of(DUE.plus(Duration.ofMinutes(2))),
                "failed");

        assertThat(reasons(retry, List.of(), FREE, DUE)).containsExactly("the next attempt starts at 10:07:30");
        assertThat(Readiness.of(retry, List.of(), List.of(), FREE, DUE.plusSeconds(120)))
                .isInstanceOf(Readiness.Ready.class);
    }

    @Test
    void waitsForWhatComesFirstInItsChain() {
        assertThat(Readiness.of(WAITING, List.of(), List.of("window 7 comes first"), FREE, DUE))
                .isEqualTo(new Readiness.Blocked(List.of("window 7 comes first")));
    }

    @Test
    void namesEverythingItWaitsForAtOnce() {
        assertThat(reasons(
                        WAITING,
                        List.of(new Upstream(BEFORE, Optional.of(InstanceState.FAILED))),
                        List.of(new Limit("of earthquakes/changes", 1, 1), new Limit("", 4, 4)),
                        DUE.minusSeconds(1)))
                .hasSize(4)
                .contains(
                        "1 of at most 1 attempts of earthquakes/changes are queued or running",
                        "4 of at most 4 attempts are queued or running");
    }

    private static List<String> reasons(CycleInstance instance, List<Upstream> open, List<Limit> limits, Instant now) {
        return ((Readiness.Blocked) Readiness.of(instance, open, List.of(), limits, now)).reasons();
    }
}

package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Readiness;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.OperatorPulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a cycle is in its state, by what is written down now. */
record CycleCauses(CycleCare care) {
    /** An operator that was seen so lately may be there. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    List<String> of(InstanceId written) {
        return care.records().transactions().inTransaction(() -> {
            CycleInstance instance = care.instance(written);
            List<String> sentences = new ArrayList<>(new Causes(this::known).of(instance.id()));
            if (!instance.state().ended()) {
                absence(instance.id()).ifPresent(sentences::add);
            }
            return sentences;
        });
    }

    private Optional<String> absence(InstanceId id) {
        Optional<Instant> seen = new OperatorPulse(care.records().transactions()).seen();
        return seen.filter(care.records().clock().instant().minus(LATELY)::isBefore)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("No operator has run here "
                        + seen.map(at -> "since " + id.timeText(at)).orElse("yet")
                        + ": nothing begins until `tidemark serve` does.");
    }

    private Optional<Causes.Known> known(InstanceId id) {
        return care.records().instances().find(id).map(this::known);
    }

    private Causes.Known known(CycleInstance instance) {
        InstanceState state = instance.state();
        boolean waits = state == InstanceState.WAITING || state == InstanceState.RETRY_WAIT;
        return new Causes.Known(
                state,
                instance.reason(),
                waits ? care.records().edges().open(instance.id()) : List.of(),
                waits ? besides(instance) : List.of(),
                state == InstanceState.FAILED ? advice(instance.id()) : Optional.empty());
    }

    private List<String> besides(CycleInstance instance) {
        return care.reasons().besidesUpstreams(instance) instanceof Readiness.Blocked blocked
                ? blocked.reasons()
                : List.of();
    }

    private Optional<String> advice(InstanceId id) {
        List<AttemptRow> attempts = care.records().attempts().of(id);
        return attempts.isEmpty()
                ? Optional.empty()
                : attempts.get(attempts.size() - 1).failure().map(Failure::advice);
    }
}

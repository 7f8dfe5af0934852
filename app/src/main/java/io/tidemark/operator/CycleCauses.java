package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Readiness;
import io.tidemark.store.AttemptRow;
import java.util.List;
import java.util.Optional;

/** Says why a cycle is in its state, by what is written down now. */
record CycleCauses(CycleCare care) {
    List<String> of(InstanceId written) {
        return care.records()
                .transactions()
                .inTransaction(
                        () -> new Causes(this::known).of(care.instance(written).id()));
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

package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Work;
import io.tidemark.workflow.RerunPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RerunRuleTest {
    private static final InstanceId ID = InstanceId.parse("w/t@2026-11-22T10:05+08:00");

    @Test
    void eachPolicyAllowsItsStates() {
        assertThat(allowed(RerunPolicy.ALWAYS, false))
                .containsExactlyInAnyOrder(InstanceState.SUCCEEDED, InstanceState.FAILED, InstanceState.CANCELLED);
        assertThat(allowed(RerunPolicy.ON_FAILURE, false))
                .containsExactlyInAnyOrder(InstanceState.FAILED, InstanceState.CANCELLED);
        assertThat(allowed(RerunPolicy.NEVER, false)).isEmpty();
    }

    @Test
    void forceOverridesThePolicyAndNothingElse() {
        for (RerunPolicy policy : RerunPolicy.values()) {
            assertThat(allowed(policy, true)).isEqualTo(allowed(RerunPolicy.ALWAYS, false));
        }
        assertThat(rule(RerunPolicy.NEVER, true).overrides(in(InstanceState.FAILED)))
                .isTrue();
        assertThat(rule(RerunPolicy.ON_FAILURE, true).overrides(in(InstanceState.FAILED)))
                .isFalse();
        assertThat(new RerunRule(Optional.empty(), true).refusal(in(InstanceState.FAILED)))
                .hasValue("was made from a version that cannot be read");
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertThat(rule(RerunPolicy.ALWAYS, true).refusal(in(InstanceState.RUNNING)))
                .hasValue("is RUNNING: wait for its attempt to end, or stop it first");
        assertThat(rule(RerunPolicy.ALWAYS, true).refusal(in(InstanceState.WAITING)))
                .hasValue("is WAITING and runs in its turn anyway");
        assertThat(rule(RerunPolicy.ON_FAILURE, false).refusal(in(InstanceState.SUCCEEDED)))
                .hasValue("has succeeded, and its task has `rerun: on-failure`");
    }

    private static Set<InstanceState> allowed(RerunPolicy policy, boolean force) {
        return Arrays.stream(InstanceState.values())
                .filter(state -> rule(policy, force).refusal(in(state)).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(InstanceState.class)));
    }

    private static RerunRule rule(RerunPolicy policy, boolean force) {
        return new RerunRule(Optional.of(policy), force);
    }

    private static CycleInstance in(InstanceState state) {
        return new CycleInstance(
                ID,
                1,
                ID.cycle(),
                Map.of(),
                Work.SYNC,
                1,
                state,
                state == InstanceState.RETRY_WAIT ? Optional.of(Instant.EPOCH) : Optional.empty(),
                "a test");
    }
}

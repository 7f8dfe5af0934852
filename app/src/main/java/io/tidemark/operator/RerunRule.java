package io.tidemark.operator;

import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceState;
import io.tidemark.workflow.RerunPolicy;
import java.util.Optional;

/**
 * Whether an instance may run once more. Pure.
 *
 * @param policy of its task, by the version that it was made from; absent if that cannot be read
 * @param force whether a person overrides the policy
 */
record RerunRule(Optional<RerunPolicy> policy, boolean force) {
    /** Why not, to stand after the id; empty if it may. */
    Optional<String> refusal(CycleInstance instance) {
        InstanceState state = instance.state();
        return switch (state) {
            case SUCCEEDED, FAILED, CANCELLED -> ofPolicy(state);
            case WAITING, RETRY_WAIT -> Optional.of("is " + state + " and runs in its turn anyway");
            case FROZEN -> Optional.of("is FROZEN: unfreeze it");
            case READY, RUNNING, CANCELLING ->
                Optional.of("is " + state + ": wait for its attempt to end, or stop it first");
            case UNDECIDED ->
                Optional.of("is UNDECIDED: say first with `tidemark windows resolve` whether its commit went in");
        };
    }

    private Optional<String> ofPolicy(InstanceState state) {
        if (policy.isEmpty()) {
            return Optional.of("was made from a version that cannot be read");
        }
        if (force) {
            return Optional.empty();
        }
        return switch (policy.get()) {
            case ALWAYS -> Optional.empty();
            case ON_FAILURE ->
                state == InstanceState.SUCCEEDED
                        ? Optional.of("has succeeded, and its task has `rerun: on-failure`")
                        : Optional.empty();
            case NEVER -> Optional.of("is of a task with `rerun: never`");
        };
    }

    /** Whether it is only the policy that forbids it, so that force would help. */
    boolean needsForce(CycleInstance instance) {
        return refusal(instance).isPresent()
                && new RerunRule(policy, true).refusal(instance).isEmpty();
    }

    /** Whether the policy is what a person overrides here. */
    boolean overrides(CycleInstance instance) {
        return force && new RerunRule(policy, false).refusal(instance).isPresent();
    }
}

package io.tidemark.instance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an instance may have its next attempt now, and if not, everything that it waits for. */
public sealed interface Readiness {
    /** Its attempt may be queued. */
    record Ready() implements Readiness {}

    /**
     * It has to wait.
     *
     * @param reasons at least one, each in words, with the ids that are waited for
     */
    record Blocked(List<String> reasons) implements Readiness {
        public Blocked {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Decides for an instance that is WAITING or in RETRY_WAIT.
     *
     * @param previous present when the task runs after its own previous cycle and there is one
     * @param ofChain what comes first in the chain that its last attempt worked on, each in words
     */
    static Readiness of(
            CycleInstance instance, Optional<Previous> previous, List<String> ofChain, Slots slots, Instant now) {
        List<String> reasons = new ArrayList<>();
        Instant earliest = instance.retryAt().orElse(instance.due());
        if (now.isBefore(earliest)) {
            String time = instance.id().timeText(earliest);
            reasons.add(instance.retryAt().isPresent() ? "the next attempt starts at " + time : "it is due at " + time);
        }
        previous.filter(before -> before.state() != InstanceState.SUCCEEDED)
                .ifPresent(before -> reasons.add(
                        "it runs after the previous cycle has succeeded: " + before.id() + " is " + before.state()));
        reasons.addAll(ofChain);
        if (slots.ofTask() >= slots.mostOfTask()) {
            reasons.add(slots.ofTask() + " of at most " + slots.mostOfTask() + " attempts of "
                    + instance.id().task() + " are queued or running");
        }
        if (slots.all() >= slots.mostOfAll()) {
            reasons.add(slots.all() + " of at most " + slots.mostOfAll() + " attempts are queued or running");
        }
        return reasons.isEmpty() ? new Ready() : new Blocked(reasons);
    }
}

package io.tidemark.operator;

import io.tidemark.instance.InstanceState;
import io.tidemark.store.WaitingInstances.WaitingInstance;
import java.time.Instant;

/**
 * An attempt that nothing was queued for yet.
 *
 * @param ticket the one that it will be queued with
 * @param instance whose next attempt it is
 */
public record Expected(AttemptTicket ticket, WaitingInstance instance) {
    static Expected of(WaitingInstance instance) {
        return new Expected(AttemptTicket.of(instance.id(), instance.attempts() + 1), instance);
    }

    /** Whether a person has stopped its instance. */
    public boolean stopped() {
        return instance.state() == InstanceState.CANCELLED;
    }

    public Instant due() {
        return instance.due();
    }
}

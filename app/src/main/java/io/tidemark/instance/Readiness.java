package io.tidemark.instance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether an instance may have its next attempt now, and if not, everything that it waits for. */
public sealed interface Readiness {
    /** A daily task may wait for each minute of its day; nobody reads them all. */
    int MOST_NAMED = 20;

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
     * @param open what it runs after and has not succeeded, by the order of their cycles
     * @param ofChain what comes first in the chain that its last attempt worked on, each in words
     */
    static Readiness of(
            CycleInstance instance, List<Upstream> open, List<String> ofChain, List<Limit> limits, Instant now) {
        List<String> reasons = new ArrayList<>();
        Instant earliest = instance.retryAt().orElse(instance.due());
        if (now.isBefore(earliest)) {
            String time = instance.id().timeText(earliest);
            reasons.add(instance.retryAt().isPresent() ? "the next attempt starts at " + time : "it is due at " + time);
        }
        open.stream().limit(MOST_NAMED).forEach(upstream -> reasons.add(ofUpstream(upstream)));
        if (open.size() > MOST_NAMED) {
            reasons.add("it runs after " + (open.size() - MOST_NAMED) + " more that have not succeeded");
        }
        reasons.addAll(ofChain);
        limits.stream().filter(Limit::reached).map(Limit::sentence).forEach(reasons::add);
        return reasons.isEmpty() ? new Ready() : new Blocked(reasons);
    }

    private static String ofUpstream(Upstream upstream) {
        return "it runs after " + upstream.id() + ", which is "
                + upstream.state().map(InstanceState::name).orElse("not planned yet");
    }
}

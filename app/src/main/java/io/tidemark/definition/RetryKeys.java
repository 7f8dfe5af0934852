package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.RetryPolicy.Backoff;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code retry}. */
final class RetryKeys {
    private RetryKeys() {}

    /** Empty if there is a mistake, which is then a problem. */
    static Optional<RetryPolicy> read(Section keys, Problems problems) {
        Optional<Long> times = keys.require("times", "write how many further attempts there are, 0 to 10")
                .flatMap(value -> keys.wholeNumber("times", 0, RetryPolicy.MOST_TIMES));
        Duration interval = keys.duration("interval").orElse(RetryPolicy.NONE.interval());
        Backoff backoff = keys.choice("backoff", Backoff.values()).orElse(Backoff.CONSTANT);
        Optional<Duration> longest = keys.duration("maxInterval");
        keys.finish();
        if (longest.isPresent() && backoff == Backoff.CONSTANT) {
            problems.warning(
                    keys.placeOf("maxInterval"),
                    "`maxInterval` has no effect without `backoff: exponential`; add that, or remove it");
        }
        Duration most = longest.filter(limit -> backoff == Backoff.EXPONENTIAL).orElse(RetryPolicy.LONGEST);
        boolean begins = isPossible(keys, "interval", problems, () -> new RetryPolicy(0, interval, backoff));
        Duration least = begins ? interval : RetryPolicy.SHORTEST;
        boolean ends = isPossible(keys, "maxInterval", problems, () -> new RetryPolicy(0, least, backoff, most));
        return times.filter(count -> begins && ends)
                .map(count -> new RetryPolicy(count.intValue(), interval, backoff, most));
    }

    private static boolean isPossible(Section keys, String key, Problems problems, Runnable policy) {
        try {
            policy.run();
            return true;
        } catch (IllegalArgumentException e) {
            problems.error(keys.placeOf(key), Mistake.sentence(e));
            return false;
        }
    }
}

package io.tidemark.sandbox.fault;

import java.util.SplittableRandom;

/**
 * Which calls of a rule's target are struck, counted from the moment that the rule was added. All of it holds at once.
 *
 * @param from the first call that may be struck, counted from 1
 * @param to the last one, inclusive
 * @param every 1 for each call from there on, 2 for every second, and so on
 * @param probability that such a call is struck, above 0 and up to 1
 * @param times no more calls are struck than this, at least 1
 */
public record Hits(long from, long to, long every, double probability, long times) {

    /** Every call. */
    public static final Hits ALL = new Hits(1, Long.MAX_VALUE, 1, 1, Long.MAX_VALUE);

    public Hits {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException(
                    "Calls are counted from 1, and the last one is not before the first: " + from + ".." + to + ".");
        }
        if (every < 1) {
            throw new IllegalArgumentException("Every call is 1, every second 2: " + every + " is too small.");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "A probability is above 0 and at most 1, such as 0.1: not " + probability + ".");
        }
        if (times < 1) {
            throw new IllegalArgumentException("A rule strikes at least 1 time, not " + times + ".");
        }
    }

    /**
     * Whether a call is struck. The same arguments always give the same answer.
     *
     * @param call its number, counted from 1
     * @param before how many were struck before it
     * @param seed of the rule
     */
    public boolean strikes(long call, long before, long seed) {
        return call >= from
                && call <= to
                && (call - from) % every == 0
                && before < times
                && (probability == 1
                        || new SplittableRandom(seed + call * 0x9E3779B97F4A7C15L).nextDouble() < probability);
    }

    public Hits calls(long first, long last) {
        return new Hits(first, last, every, probability, times);
    }

    public Hits every(long other) {
        return new Hits(from, to, other, probability, times);
    }

    public Hits probability(double other) {
        return new Hits(from, to, every, other, times);
    }

    public Hits times(long other) {
        return new Hits(from, to, every, probability, other);
    }
}

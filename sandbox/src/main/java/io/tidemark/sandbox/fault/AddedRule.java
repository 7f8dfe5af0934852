package io.tidemark.sandbox.fault;

/**
 * A rule as it stood at one moment.
 *
 * @param id counted from 1, never used twice in a life of the sandbox
 * @param seed decides which calls are struck when a probability below 1 is asked for
 * @param calls how many calls of its target it has seen
 * @param struck how many of them it struck
 */
public record AddedRule(long id, FaultRule rule, long seed, long calls, long struck) {

    /** The same rule one call later. */
    AddedRule seen(boolean hit) {
        return new AddedRule(id, rule, seed, calls + 1, struck + (hit ? 1 : 0));
    }

    boolean strikesNext() {
        return rule.hits().strikes(calls + 1, struck, seed);
    }
}

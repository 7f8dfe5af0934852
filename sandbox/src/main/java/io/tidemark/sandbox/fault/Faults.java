package io.tidemark.sandbox.fault;

import io.tidemark.sandbox.time.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The rules that hold now, and how many calls each has seen. One may be shared by both servers. Thread-safe. */
public final class Faults {

    private final long seed;
    private final Waiting waiting;
    private final List<AddedRule> rules = new ArrayList<>();
    private long lastId;
    private volatile boolean idle = true;

    /**
     * No rules yet.
     *
     * @param seed of the seeds of rules that are given none; the same rules in the same order then strike the same calls
     * @param waiting what latency and a closed port are waited for with
     */
    public Faults(long seed, Waiting waiting) {
        this.seed = seed;
        this.waiting = waiting;
    }

    /** For a server that nothing goes wrong with. Rules may be added all the same, but none that takes time. */
    public static Faults none() {
        return new Faults(0, time -> {
            throw new IllegalStateException("Faults that take time need a way to wait.");
        });
    }

    public long seed() {
        return seed;
    }

    public Waiting waiting() {
        return waiting;
    }

    /** Adds a rule behind those that are there, with a seed of its own. */
    public synchronized AddedRule add(FaultRule rule) {
        return add(rule, new SplittableRandom(seed + lastId + 1).nextLong());
    }

    /** Adds a rule behind those that are there. */
    public synchronized AddedRule add(FaultRule rule, long ruleSeed) {
        AddedRule added = new AddedRule(++lastId, rule, ruleSeed, 0, 0);
        rules.add(added);
        idle = false;
        return added;
    }

    /** The rules in the order in which they were added. */
    public synchronized List<AddedRule> rules() {
        return List.copyOf(rules);
    }

    /** Takes a rule away; returns whether it was there. */
    public synchronized boolean remove(long id) {
        boolean removed = rules.removeIf(rule -> rule.id() == id);
        idle = rules.isEmpty();
        return removed;
    }

    /** Takes all rules away; returns how many there were. */
    public synchronized int clear() {
        int cleared = rules.size();
        rules.clear();
        idle = true;
        return cleared;
    }

    /**
     * Counts a call, and says what strikes it.
     *
     * @param tables that the call is about; only asked for when a rule wants to know
     */
    public Strike strike(Operation operation, Supplier<Set<String>> tables) {
        return idle ? Strike.NONE : counted(operation, tables);
    }

    private Strike counted(Operation operation, Supplier<Set<String>> tables) {
        Set<String> about = asksForTable(operation) ? tables.get() : Set.of();
        List<Fault> struck = new ArrayList<>();
        synchronized (this) {
            for (int i = 0; i < rules.size(); i++) {
                AddedRule rule = rules.get(i);
                if (rule.rule().target().operations().contains(operation)
                        && rule.rule().isAbout(about)) {
                    boolean hit = rule.strikesNext();
                    rules.set(i, rule.seen(hit));
                    if (hit) {
                        struck.add(rule.rule().fault());
                    }
                }
            }
        }
        return new Strike(struck);
    }

    private synchronized boolean asksForTable(Operation operation) {
        return rules.stream()
                .map(AddedRule::rule)
                .anyMatch(rule ->
                        rule.table() != null && rule.target().operations().contains(operation));
    }
}

package io.tidemark.store;

import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.InstanceState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A backfill as a list shows it.
 *
 * @param instances how many were made
 * @param started when it was asked for, by whom and why
 * @param counts how many instances are in which state; none of zero
 */
public record BackfillView(
        long number,
        BackfillRequest asked,
        int instances,
        BackfillEvent started,
        BackfillState state,
        Map<InstanceState, Integer> counts) {
    public BackfillView {
        Map<InstanceState, Integer> sorted = new EnumMap<>(InstanceState.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
    }

    /** How many instances have succeeded. */
    public int succeeded() {
        return counts.getOrDefault(InstanceState.SUCCEEDED, 0);
    }

    /** How many instances go on by themselves, or wait for others. */
    public int open() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().ended())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** How many instances are no longer there, because of their age. */
    public int removed() {
        return instances - counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}

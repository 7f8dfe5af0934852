package io.tidemark.schedule;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps what was computed for the days that were asked for last; whoever goes through time day by day computes each once. Thread-safe. */
public final class RecentDays<V> {
    private static final int KEPT = 8;

    private final Function<LocalDate, V> compute;
    private final Map<LocalDate, V> known = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, V> eldest) {
            return size() > KEPT;
        }
    };

    public RecentDays(Function<LocalDate, V> compute) {
        this.compute = compute;
    }

    public synchronized V of(LocalDate date) {
        V value = known.get(date);
        if (value == null) {
            value = compute.apply(date);
            known.put(date, value);
        }
        return value;
    }
}

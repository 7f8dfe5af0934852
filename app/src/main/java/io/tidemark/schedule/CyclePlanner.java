package io.tidemark.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which cycles come next. */
public final class CyclePlanner {
    private CyclePlanner() {}

    /**
     * The cycles after {@code cursor}, exclusive, up to {@code horizon}, inclusive, oldest first.
     *
     * @param atMost how many to return at most, 1 or more; ask again from the last one for the rest
     */
    public static List<Cycle> cycles(Schedule schedule, Instant cursor, Instant horizon, int atMost) {
        List<Cycle> cycles = new ArrayList<>();
        Optional<Cycle> next = schedule.nextAfter(cursor);
        while (next.isPresent() && cycles.size() < atMost) {
            Cycle cycle = next.get();
            Instant time = cycle.time().toInstant();
            if (time.isAfter(horizon)) {
                break;
            }
            cycles.add(cycle);
            next = schedule.nextAfter(time);
        }
        return cycles;
    }
}

package io.tidemark.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A table's stream as the source describes it.
 *
 * @param streamId changes when the stream is switched off and on again or the table is made anew
 * @param retention how long a record is kept
 * @param createdAt when the stream began; no change before it is in the stream
 * @param primaryKey names of the table's primary key columns, in order
 * @param types of the columns whose type the table declares: the primary key's at least
 * @param oldValues names of the attributes whose values before a change are kept with it
 */
public record StreamInfo(
        String streamId,
        Duration retention,
        Instant createdAt,
        List<String> primaryKey,
        Map<String, ValueType> types,
        SortedSet<String> oldValues) {
    /** For clocks that differ, and for records that are dropped early. */
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(10);

    public StreamInfo {
        primaryKey = List.copyOf(primaryKey);
        types = Map.copyOf(types);
        oldValues = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(oldValues));
    }

    /** Whether a record's time shows that the source's clock and the operator's do not agree. */
    static boolean hasNotCome(Instant time, Instant now) {
        return time.isAfter(now.plus(EXPIRY_MARGIN));
    }

    /** Whether everything that arrived since then is certainly still there. */
    boolean keepsAllSince(Instant since, Instant now) {
        return now.isBefore(since.plus(retention).minus(EXPIRY_MARGIN));
    }
}

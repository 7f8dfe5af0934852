package io.tidemark.sync;

import java.time.Instant;
import java.util.Comparator;

/**
 * Position of a record in its shard: strictly increasing in the order (epoch, time, row). The time may step backwards when
 * the epoch grows.
 *
 * @param timestampMicros when the source accepted the change, microseconds since 1970
 */
public record Sequence(int epoch, long timestampMicros, int rowIndex) implements Comparable<Sequence> {
    private static final Comparator<Sequence> ORDER = Comparator.comparingInt(Sequence::epoch)
            .thenComparingLong(Sequence::timestampMicros)
            .thenComparingInt(Sequence::rowIndex);

    public Instant instant() {
        return Instant.ofEpochSecond(
                Math.floorDiv(timestampMicros, 1_000_000L), Math.floorMod(timestampMicros, 1_000_000L) * 1000);
    }

    @Override
    public int compareTo(Sequence other) {
        return ORDER.compare(this, other);
    }
}

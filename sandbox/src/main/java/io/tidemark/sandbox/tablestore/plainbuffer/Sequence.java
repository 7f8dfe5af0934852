package io.tidemark.sandbox.tablestore.plainbuffer;

import java.util.Comparator;

/**
 * The place of a change in its shard.
 *
 * @param epoch rises when the order of time itself starts over
 * @param timestamp microseconds since 1970
 * @param rowIndex tells changes of the same microsecond apart
 */
public record Sequence(int epoch, long timestamp, int rowIndex) implements Comparable<Sequence> {

    private static final Comparator<Sequence> ORDER = Comparator.comparingInt(Sequence::epoch)
            .thenComparingLong(Sequence::timestamp)
            .thenComparingInt(Sequence::rowIndex);

    @Override
    public int compareTo(Sequence other) {
        return ORDER.compare(this, other);
    }
}

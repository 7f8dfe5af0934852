package io.tidemark.sync;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Which columns the changes had, in row mode. Used by one thread at a time. */
final class Sightings {
    /** Names that a table without a schema may have are without number. */
    static final int MOST_NAMES = 1000;

    private final BitSet seen = new BitSet();
    private final Map<String, long[]> unnamed = new TreeMap<>();
    private long columnDeletes;

    /** The script's column, counted from 0, was in a change. */
    void seen(int column) {
        seen.set(column);
    }

    /** A change had a column that the script does not name. */
    void unnamed(String name) {
        long[] times = unnamed.get(name);
        if (times != null) {
            times[0]++;
        } else if (unnamed.size() < MOST_NAMES) {
            unnamed.put(name, new long[] {1});
        }
    }

    /** A change deleted one of the script's columns. */
    void columnDeleted() {
        columnDeletes++;
    }

    /** Adds what somebody else has seen. */
    void add(Sightings other) {
        seen.or(other.seen);
        columnDeletes += other.columnDeletes;
        other.unnamed.forEach((name, times) -> {
            long[] mine = unnamed.get(name);
            if (mine != null) {
                mine[0] += times[0];
            } else if (unnamed.size() < MOST_NAMES) {
                unnamed.put(name, new long[] {times[0]});
            }
        });
    }

    boolean hasSeen(int column) {
        return seen.get(column);
    }

    /** Deletions of single columns, which look in a row as if the column had not been changed. */
    long columnDeletes() {
        return columnDeletes;
    }

    /** Columns of the stream that the script does not name, a thousand at most, and in how many changes each was. */
    Map<String, Long> unnamed() {
        Map<String, Long> counts = new TreeMap<>();
        unnamed.forEach((name, times) -> counts.put(name, times[0]));
        return counts;
    }
}

package io.tidemark.sync;

/**
 * How often each of many numbers was added, in twelve bytes a number and the room for as many: millions of rows fit into a
 * small heap. Not thread-safe.
 */
final class LongCounts {
    /** No number that is kept in a place: zeros are counted apart. */
    private static final long FREE = 0;

    private static final int SMALLEST = 1 << 10;
    private static final double FULLEST = 0.6;

    private long[] keys = new long[SMALLEST];
    private int[] counts = new int[SMALLEST];
    private int used;
    private long zeros;
    private long total;

    /** How many were added and not taken away again. */
    long total() {
        return total;
    }

    void add(long key) {
        total++;
        if (key == FREE) {
            zeros++;
            return;
        }
        if (used >= keys.length * FULLEST) {
            grow();
        }
        put(key, 1);
    }

    /** Takes one away; returns whether there was one. */
    boolean remove(long key) {
        boolean there = key == FREE ? zeros > 0 : removed(find(key));
        if (there) {
            total--;
            zeros -= key == FREE ? 1 : 0;
        }
        return there;
    }

    private boolean removed(int at) {
        // A place that was taken stays so: those behind it are found by way of it.
        return counts[at] > 0 && counts[at]-- > 0;
    }

    private void put(long key, int count) {
        int at = find(key);
        if (keys[at] == FREE) {
            keys[at] = key;
            used++;
        }
        counts[at] += count;
    }

    /** The place of a number, or the free one where it belongs. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ (key >>> 32)) & mask;
        while (keys[at] != FREE && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                put(oldKeys[i], oldCounts[i]);
            }
        }
    }
}

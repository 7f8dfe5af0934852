package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.row.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows whose first key column has a hash in a range, so that shards are even whatever the keys are.
 *
 * @param from inclusive
 * @param to exclusive, at most 2^32
 */
record HashSlice(long from, long to) implements Slice {

    static final String PREFIX = "hash:";

    private static final long ALL = 1L << 32;

    /** So many slices of the same size that together are everything. */
    static List<Slice> even(int slices) {
        List<Slice> even = new ArrayList<>(slices);
        for (int i = 0; i < slices; i++) {
            even.add(new HashSlice(ALL * i / slices, ALL * (i + 1) / slices));
        }
        return even;
    }

    /** A hash of 32 bits without a sign. Files depend on it: it never changes. */
    static long hash(Value first) {
        long h = first.asLong();
        for (byte b : first.bytes()) {
            h = h * 31 + b;
        }
        h = (h ^ (h >>> 32)) * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
        return h >>> 32;
    }

    static HashSlice parse(String text) {
        int dash = text.indexOf('-');
        return new HashSlice(
                Long.parseLong(text.substring(PREFIX.length(), dash), 16),
                Long.parseLong(text.substring(dash + 1), 16));
    }

    @Override
    public boolean holds(Place place) {
        return place.hash() >= from && place.hash() < to;
    }

    @Override
    public List<Slice> halves(Key middle) {
        if (to - from < 2) {
            throw new IllegalStateException("The slice " + this + " is too small to be halved.");
        }
        long half = (from + to) / 2;
        return List.of(new HashSlice(from, half), new HashSlice(half, to));
    }

    @Override
    public Optional<Slice> joined(Slice other) {
        if (other instanceof HashSlice hashes) {
            if (to == hashes.from) {
                return Optional.of(new HashSlice(from, hashes.to));
            }
            if (hashes.to == from) {
                return Optional.of(new HashSlice(hashes.from, to));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + Long.toHexString(from) + "-" + Long.toHexString(to);
    }
}

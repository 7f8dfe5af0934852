package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.row.Key;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a range of keys.
 *
 * @param from inclusive
 * @param to exclusive
 */
record KeySlice(Key from, Key to) implements Slice {

    private static final String PREFIX = "keys:";

    static KeySlice parse(String text) {
        int dash = text.indexOf('-');
        HexFormat hex = HexFormat.of();
        return new KeySlice(
                Key.ofBytes(hex.parseHex(text.substring(PREFIX.length(), dash))),
                Key.ofBytes(hex.parseHex(text.substring(dash + 1))));
    }

    @Override
    public boolean holds(Place place) {
        return place.key().compareTo(from) >= 0 && place.key().compareTo(to) < 0;
    }

    @Override
    public List<Slice> halves(Key middle) {
        if (middle.compareTo(from) <= 0 || middle.compareTo(to) >= 0) {
            throw new IllegalStateException("There are too few rows between the bounds of the shard to split it.");
        }
        return List.of(new KeySlice(from, middle), new KeySlice(middle, to));
    }

    @Override
    public Optional<Slice> joined(Slice other) {
        if (other instanceof KeySlice keys) {
            if (to.equals(keys.from)) {
                return Optional.of(new KeySlice(from, keys.to));
            }
            if (keys.to.equals(from)) {
                return Optional.of(new KeySlice(keys.from, to));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return PREFIX + hex.formatHex(from.toBytes()) + "-" + hex.formatHex(to.toBytes());
    }
}

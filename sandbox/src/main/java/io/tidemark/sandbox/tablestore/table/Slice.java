package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.row.Key;
import java.util.List;
import java.util.Optional;

/** The part of a table's keys that belongs to one shard. The text form is kept in files. */
sealed interface Slice permits HashSlice, KeySlice {

    boolean holds(Place place);

    /**
     * Two slices that together are this one.
     *
     * @param middle a key of about the middle of the rows in it; only used where keys decide
     * @throws IllegalStateException if this slice cannot be halved
     */
    List<Slice> halves(Key middle);

    /** The slice of both, if they are neighbours. */
    Optional<Slice> joined(Slice other);

    static Slice parse(String text) {
        return text.startsWith(HashSlice.PREFIX) ? HashSlice.parse(text) : KeySlice.parse(text);
    }

    /**
     * Where a row belongs.
     *
     * @param hash of the first key column, 32 bits without a sign
     */
    record Place(Key key, long hash) {

        static Place of(Key key, Value first) {
            return new Place(key, HashSlice.hash(first));
        }
    }
}

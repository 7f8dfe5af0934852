package io.tidemark.sandbox.tablestore.plainbuffer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row, a change of one, or a stream record.
 *
 * @param key the key columns in the order of the schema
 * @param cells the attributes in the order sent
 * @param deleted whether this is the deletion of the row
 * @param sequence only of stream records
 */
public record Row(
        List<Cell> key,
        List<Cell> cells,
        boolean deleted,
        @Nullable Sequence sequence) {

    public Row(List<Cell> key, List<Cell> cells) {
        this(key, cells, false, null);
    }
}

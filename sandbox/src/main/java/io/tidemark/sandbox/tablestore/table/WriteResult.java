package io.tidemark.sandbox.tablestore.table;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;

/** What became of one change. */
public sealed interface WriteResult {

    /**
     * It is written.
     *
     * @param record what the stream says of it: the whole key, every value with its version
     */
    record Written(Row record) implements WriteResult {}

    /** It is refused, and nothing changed. */
    record Refused(TablestoreRefusal refusal) implements WriteResult {}
}

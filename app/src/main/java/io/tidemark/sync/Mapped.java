package io.tidemark.sync;

import io.tidemark.attempt.DirtyRecord;
import java.util.List;

/** What became of one stream record. */
sealed interface Mapped {
    /** The rows for the target, in order. */
    List<Row> rows();

    /** The rows that were left out because a value does not fit. */
    List<DirtyRecord> dirty();

    /** One row. */
    record ToRow(Row row) implements Mapped {
        @Override
        public List<Row> rows() {
            return List.of(row);
        }

        @Override
        public List<DirtyRecord> dirty() {
            return List.of();
        }
    }

    /** Any number of rows. */
    record ToRows(List<Row> rows, List<DirtyRecord> dirty) implements Mapped {}

    /** Left out as a whole. */
    record ToDirty(DirtyRecord record) implements Mapped {
        @Override
        public List<Row> rows() {
            return List.of();
        }

        @Override
        public List<DirtyRecord> dirty() {
            return List.of(record);
        }
    }

    /** Nothing that the mode carries. */
    enum ToNothing implements Mapped {
        /** The row was deleted. */
        ROW_DELETE,
        /** The change writes none of the script's columns. */
        NO_COLUMN;

        @Override
        public List<Row> rows() {
            return List.of();
        }

        @Override
        public List<DirtyRecord> dirty() {
            return List.of();
        }
    }
}

package io.tidemark.sync;

/** What became of one stream record. */
sealed interface Mapped {
    /** A row for the target. */
    record ToRow(Row row) implements Mapped {}

    /** Left out, because a value does not fit. */
    record ToDirty(DirtyRecord dirty) implements Mapped {}

    /** Nothing that this mode carries: a row delete, or a change of none of the script's columns. */
    enum ToNothing implements Mapped {
        INSTANCE
    }
}

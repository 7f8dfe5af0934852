package io.tidemark.sandbox.maxcompute.sql;

/** Where something stands in a statement; lines and columns count from 1. */
public record Place(int line, int column) {
    @Override
    public String toString() {
        return "[" + line + "," + column + "]";
    }
}

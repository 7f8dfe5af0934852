package io.tidemark.sandbox.maxcompute.sql;

/** A value that is written in a statement. */
public record Literal(Kind kind, String text, Place place) {
    /** How it is written. */
    public enum Kind {
        STRING,
        NUMBER,
        BOOLEAN
    }
}

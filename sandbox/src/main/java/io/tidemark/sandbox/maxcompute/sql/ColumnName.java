package io.tidemark.sandbox.maxcompute.sql;

/** A column as a statement names it. */
public record ColumnName(String name, Place place) {}

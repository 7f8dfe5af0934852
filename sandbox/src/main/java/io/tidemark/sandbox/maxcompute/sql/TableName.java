package io.tidemark.sandbox.maxcompute.sql;

/**
 * A table as a statement names it.
 *
 * @param project empty when it is not written
 */
public record TableName(String project, String name, Place place) {}

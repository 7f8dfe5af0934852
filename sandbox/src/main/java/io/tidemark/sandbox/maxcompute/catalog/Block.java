package io.tidemark.sandbox.maxcompute.catalog;

/**
 * A block that was accepted whole: an immutable file of encoded records.
 *
 * @param file the name of its file
 * @param rows number of records, at least 0
 * @param bytes length of the file
 */
public record Block(String file, long rows, long bytes) {}

package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;

/**
 * One column of a primary key.
 *
 * @param type {@code INTEGER}, {@code STRING} or {@code BINARY}
 * @param autoIncrement whether the server numbers it when a row is put
 */
public record KeyColumn(String name, ValueType type, boolean autoIncrement) {}

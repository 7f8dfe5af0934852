package io.tidemark.sandbox.replay;

import java.time.Instant;
import java.util.Map;

/**
 * One change of one earthquake's row.
 *
 * @param at when it happened in the real week
 * @param insert whether the row is new; else it exists and is brought up to date
 * @param columns attribute columns: Long, Double or String
 */
record QuakeChange(Instant at, boolean insert, String id, Map<String, Object> columns) {}

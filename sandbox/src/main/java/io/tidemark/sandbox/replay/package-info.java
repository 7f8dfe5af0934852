/**
 * A table that never stands still: a real week of earthquakes, replayed fast and without end through the official clients, and
 * a check that compares what the stream holds with what has arrived in MaxCompute. Knows only the services' addresses.
 */
@NullMarked
package io.tidemark.sandbox.replay;

import org.jspecify.annotations.NullMarked;

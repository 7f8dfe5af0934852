/**
 * The plug of the target: tables, upload sessions and blocks of MaxCompute, through its official SDK, whose only importer this
 * room is. Implements the sink ports of {@code sync}; knows nothing of windows, streams, ledgers or schedules.
 */
@NullMarked
package io.tidemark.maxcompute;

import org.jspecify.annotations.NullMarked;

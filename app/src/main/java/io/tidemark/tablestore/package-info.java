/**
 * The plug of the source: streams and the status table of Tablestore, through its official SDK, whose only importer this room
 * is. Implements the source ports of {@code sync}; knows nothing of targets, ledgers or schedules.
 */
@NullMarked
package io.tidemark.tablestore;

import org.jspecify.annotations.NullMarked;

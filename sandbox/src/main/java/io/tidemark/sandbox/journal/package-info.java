/**
 * An append-only file of records that survives the death of the process: what {@code append} has returned for is read
 * back when the file is opened again. Knows bytes only, nothing of what the records mean.
 */
@NullMarked
package io.tidemark.sandbox.journal;

import org.jspecify.annotations.NullMarked;

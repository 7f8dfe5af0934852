/** The record stream of the batch tunnel, read and written without building objects: fields, checksums, trailer, compression. Knows types, not tables. */
@NullMarked
package io.tidemark.sandbox.maxcompute.record;

import org.jspecify.annotations.NullMarked;

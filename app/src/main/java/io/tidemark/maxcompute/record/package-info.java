/** Rows as the tunnel carries them: the encoding that blocks are sent in, and the number that tells whether two rows are the same. */
@NullMarked
package io.tidemark.maxcompute.record;

import org.jspecify.annotations.NullMarked;

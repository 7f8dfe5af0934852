/**
 * The batch tunnel's two directions: blocks taken in and proven, rows of a download given out. Knows streams and the
 * catalog, not HTTP.
 */
@NullMarked
package io.tidemark.sandbox.maxcompute.tunnel;

import org.jspecify.annotations.NullMarked;

/** Proof of the spans and of the clock that can be turned. */
@NullMarked
package io.tidemark.sandbox.time;

import org.jspecify.annotations.NullMarked;

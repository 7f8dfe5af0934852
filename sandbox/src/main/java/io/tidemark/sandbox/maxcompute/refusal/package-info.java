/** The ways in which the server says no: a code that clients know, an HTTP status, a sentence. Knows nothing of what was asked. */
@NullMarked
package io.tidemark.sandbox.maxcompute.refusal;

import org.jspecify.annotations.NullMarked;

/** Who may ask: access keys and the signatures made with them. Knows nothing of what is asked for. */
@NullMarked
package io.tidemark.sandbox.maxcompute.access;

import org.jspecify.annotations.NullMarked;

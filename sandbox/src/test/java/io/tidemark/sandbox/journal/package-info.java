/** Proof that a journal keeps what it acknowledged, wherever its writer was killed. */
@NullMarked
package io.tidemark.sandbox.journal;

import org.jspecify.annotations.NullMarked;

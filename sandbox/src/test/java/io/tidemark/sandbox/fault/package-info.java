/** Proof that rules choose calls as they say. */
@NullMarked
package io.tidemark.sandbox.fault;

import org.jspecify.annotations.NullMarked;

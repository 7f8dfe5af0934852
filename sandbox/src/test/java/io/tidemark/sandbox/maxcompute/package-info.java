/** The contract of the MaxCompute server: every operation and error, asked for with the official client. */
@NullMarked
package io.tidemark.sandbox.maxcompute;

import org.jspecify.annotations.NullMarked;

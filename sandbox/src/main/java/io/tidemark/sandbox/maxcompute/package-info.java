/**
 * A MaxCompute project on loopback: the control plane and the batch tunnel, resource by resource, as the official
 * clients speak to them. This room turns requests into calls of the rooms below it and their results into answers; it
 * keeps nothing itself.
 */
@NullMarked
package io.tidemark.sandbox.maxcompute;

import org.jspecify.annotations.NullMarked;

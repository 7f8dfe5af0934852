/**
 * What a value of the source becomes in a column of each MaxCompute type, or why it does not fit. The table of it is printed to
 * {@code docs/types.md}. {@code JsonShape} and its kin take ARRAY, MAP and STRUCT out of JSON text.
 */
@NullMarked
package io.tidemark.maxcompute.conversion;

import org.jspecify.annotations.NullMarked;

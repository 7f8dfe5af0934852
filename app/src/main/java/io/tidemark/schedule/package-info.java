/**
 * When: cycles, which of them are due, and the values that parameters have in each. Pure; the present comes in as a value.
 */
@NullMarked
package io.tidemark.schedule;

import org.jspecify.annotations.NullMarked;

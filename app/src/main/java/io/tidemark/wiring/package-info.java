/**
 * Puts the house together: one Dagger component, a small module a room. The only place that knows plugs, reads the clock and
 * sleeps.
 */
@NullMarked
package io.tidemark.wiring;

import org.jspecify.annotations.NullMarked;

/** The commands that make things go wrong in a running sandbox: faults, shards, the clock. Clients of the admin port; they know it by its address only. */
@NullMarked
package io.tidemark.sandbox.control;

import org.jspecify.annotations.NullMarked;

/** Statements carried out: definitions change the catalog, selections scan blocks; each run is an instance whose result is kept for a while. */
@NullMarked
package io.tidemark.sandbox.maxcompute.query;

import org.jspecify.annotations.NullMarked;

/** Everything that survives a restart: tables, partitions, upload sessions and the files of their blocks. One journal record makes a change visible. Knows nothing of HTTP or SQL. */
@NullMarked
package io.tidemark.sandbox.maxcompute.catalog;

import org.jspecify.annotations.NullMarked;

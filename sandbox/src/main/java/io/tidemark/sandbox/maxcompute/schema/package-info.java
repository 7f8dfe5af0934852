/** What a table looks like: data types, columns, partitions, in the words of MaxCompute's SQL. Knows nothing of files or requests. */
@NullMarked
package io.tidemark.sandbox.maxcompute.schema;

import org.jspecify.annotations.NullMarked;

/** The text of SQL statements turned into values, with the place of every mistake. Knows nothing of the tables that exist. */
@NullMarked
package io.tidemark.sandbox.maxcompute.sql;

import org.jspecify.annotations.NullMarked;

/** The errors a client of Tablestore may be told, with their codes, HTTP statuses and texts. Knows nothing else. */
@NullMarked
package io.tidemark.sandbox.tablestore.error;

import org.jspecify.annotations.NullMarked;

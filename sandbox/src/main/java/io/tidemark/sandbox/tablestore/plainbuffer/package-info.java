/**
 * PlainBuffer, the row encoding inside Tablestore's messages: values, cells, rows, stream records, and their checksums.
 * Written by hand because the official classes cannot build stream records nor read auto-increment placeholders. Knows
 * bytes only: no table, no protocol message.
 */
@NullMarked
package io.tidemark.sandbox.tablestore.plainbuffer;

import org.jspecify.annotations.NullMarked;

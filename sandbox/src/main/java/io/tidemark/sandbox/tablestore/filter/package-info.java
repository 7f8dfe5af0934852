/** Column filters and column conditions: parsed once from their message, then asked about the cells of rows. */
@NullMarked
package io.tidemark.sandbox.tablestore.filter;

import org.jspecify.annotations.NullMarked;

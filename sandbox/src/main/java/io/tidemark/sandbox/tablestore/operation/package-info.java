/** What clients can ask for, one class an operation: from its message to tables and back. Knows no HTTP. */
@NullMarked
package io.tidemark.sandbox.tablestore.operation;

import org.jspecify.annotations.NullMarked;

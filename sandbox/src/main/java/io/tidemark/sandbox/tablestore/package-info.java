/**
 * A local Tablestore that the official SDKs talk to. This room puts it together; the rooms below are the envelope
 * ({@code wire}), what can be asked ({@code operation}), where it is kept ({@code table}), and what a row is
 * ({@code row}, {@code filter}, {@code plainbuffer}).
 */
@NullMarked
package io.tidemark.sandbox.tablestore;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: one class a command. Data goes to standard output, progress and logs to standard error. Changes things
 * only through what the wiring hands in.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;

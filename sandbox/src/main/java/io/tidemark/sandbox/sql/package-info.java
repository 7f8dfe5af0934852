/**
 * The command that sends SQL to a MaxCompute project and prints the rows. It is a client like any other: it knows the
 * official SDK and nothing of the server.
 */
@NullMarked
package io.tidemark.sandbox.sql;

import org.jspecify.annotations.NullMarked;

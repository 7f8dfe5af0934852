package io.tidemark.cli;

import java.io.PrintWriter;

/**
 * Where a command prints.
 *
 * @param out data
 * @param err progress and logs
 * @param interactive whether {@code err} is a terminal that a person looks at
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {}

package io.tidemark.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command prints and asks.
 *
 * @param out data
 * @param err progress and logs
 * @param interactive whether {@code err} is a terminal that a person looks at
 * @param answers what a person types; absent when there is nobody to ask
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, Optional<BufferedReader> answers) {
    /** With nobody to ask. */
    public Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
        this(out, err, interactive, Optional.empty());
    }
}

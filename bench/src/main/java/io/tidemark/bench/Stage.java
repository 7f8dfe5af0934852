package io.tidemark.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where a scenario plays.
 *
 * @param folder its own and empty
 * @param out takes the figures
 */
record Stage(Path folder, InstantSource clock, PrintWriter out) {}

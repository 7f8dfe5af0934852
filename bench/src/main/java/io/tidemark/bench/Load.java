package io.tidemark.bench;

import java.util.List;

/**
 * How much is moved, and how.
 *
 * @param rows of one window, 1 or more
 * @param shards of the source table, 1 to 256
 * @param concurrent how many of them are read at once, 1 or more
 * @param uncounted rounds before the counted ones, 0 or more: what is measured compiles itself, the sandbox too
 * @param rounds how often each side is measured, 1 or more
 * @param jvm options of the JVMs that are measured
 */
record Load(int rows, int shards, int concurrent, int uncounted, int rounds, List<String> jvm) {
    Load {
        jvm = List.copyOf(jvm);
        if (rows < 1 || concurrent < 1 || uncounted < 0 || rounds < 1) {
            throw new IllegalArgumentException("Rows, concurrent and rounds are 1 or more.");
        }
        if (shards < 1 || shards > SourceTable.MOST_SHARDS) {
            throw new IllegalArgumentException("A table has 1 to " + SourceTable.MOST_SHARDS + " shards.");
        }
    }
}

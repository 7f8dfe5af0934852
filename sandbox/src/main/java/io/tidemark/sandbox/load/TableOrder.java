package io.tidemark.sandbox.load;

import java.util.List;

/**
 * The table that is wanted.
 *
 * @param key names of the key columns
 * @param shards of the table if it is made, at least 1
 */
record TableOrder(String table, List<String> key, int shards) {

    TableOrder {
        key = List.copyOf(key);
    }
}

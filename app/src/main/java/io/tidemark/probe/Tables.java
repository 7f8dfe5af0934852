package io.tidemark.probe;

import java.util.Optional;

/**
 * The tables that permissions are asked for.
 *
 * @param table that is read or written
 * @param statusTable where a sync keeps its windows
 */
public record Tables(Optional<String> table, Optional<String> statusTable) {
    /** The same without the table that is read or written. */
    Tables withoutTable() {
        return new Tables(Optional.empty(), statusTable);
    }
}

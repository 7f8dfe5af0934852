package io.tidemark.cli;

import io.tidemark.store.DatabaseServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where an operator keeps what it knows.
 *
 * @param directory has the lock, the address of a running operator and, unless a server has it, the database
 * @param server that has the database. To be asked only by whoever opens it: what its address refers to may be known to a running
 *     operator only; throws {@link io.tidemark.attempt.FailureException} then, code {@code DATABASE_ADDRESS}
 */
public record DataPlace(Path directory, Supplier<Optional<DatabaseServer>> server) {
    /** Everything in one directory. */
    public static DataPlace embedded(Path directory) {
        return new DataPlace(directory, Optional::empty);
    }
}

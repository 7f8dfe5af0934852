package io.tidemark.doctor;

import java.util.List;

/**
 * A table that is made to be tried on, and what comes with it. Used by one thread. What goes wrong is a {@link
 * io.tidemark.attempt.FailureException}.
 */
public interface ScratchTable extends AutoCloseable {
    /** Makes the table; its name must be free. */
    void create();

    /** Every table that may have been made, each with its name as the service has it. */
    List<String> names();

    /** Removes one of {@link #names}; one that is not there is removed already. */
    void drop(String name);

    /** Where the tables are, for people. */
    String place();

    /** Lets go of connections; removes nothing. */
    @Override
    void close();
}

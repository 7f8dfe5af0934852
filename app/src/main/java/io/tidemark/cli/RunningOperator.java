package io.tidemark.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** An operator that runs in this process until it is closed. */
public interface RunningOperator extends AutoCloseable {
    /** Where the console is. */
    URI console();

    /** A link that opens one session, once. */
    URI loginLink();

    /** Instances that have come to an end since the operator was opened, in the order of their cycles. */
    List<FinishedCycle> finished();

    /** Stops taking work, lets running attempts come to a safe point, and closes everything. */
    @Override
    void close();

    /**
     * An instance that has ended.
     *
     * @param start of its window, inclusive
     * @param end of its window, exclusive
     * @param sentence how it ended, for people
     */
    record FinishedCycle(String instance, boolean succeeded, Instant start, Instant end, long rows, String sentence) {}

    /**
     * What an operator is opened with.
     *
     * @param port of the console; 0 for a free one
     * @param workflows folder of definitions
     */
    record Settings(Path data, int port, Path workflows, Path dataSources) {}

    /** Opens operators. */
    interface Opener {
        /**
         * Opens the data directory, starts the workers and serves the console.
         *
         * @throws io.tidemark.attempt.FailureException codes {@code DATA_DIRECTORY_IN_USE} and {@code PORT_IN_USE} among others
         */
        RunningOperator open(Settings settings);
    }
}

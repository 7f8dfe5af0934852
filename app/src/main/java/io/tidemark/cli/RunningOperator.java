package io.tidemark.cli;

import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import io.tidemark.sync.Window;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An operator in this process. It holds its data directory from the beginning and runs from its start until it is closed. */
public interface RunningOperator extends AutoCloseable {
    /**
     * Starts the workers and serves the console. To be called once.
     *
     * @throws io.tidemark.attempt.FailureException code {@code PORT_IN_USE} among others
     * @throws io.tidemark.workflow.InvalidDefinitionException if a workflow cannot be submitted
     */
    void start(Settings settings);

    /** Where the console is. */
    URI console();

    /** A new one-time link that makes the first admin; empty if there is one. */
    Optional<URI> firstAdminLink();

    /** A new link that opens one session of an admin of that name, once; the admin is added if there is none. */
    URI adminLink(String name);

    /** Instances that have come to an end since the operator was opened, in the order of their cycles. */
    List<FinishedCycle> finished();

    /** Stops taking work, lets running attempts come to a safe point, and closes everything. */
    @Override
    void close();

    /**
     * An instance that has ended.
     *
     * @param window what it synced; absent unless it succeeded
     * @param sentence how it ended, for people
     */
    record FinishedCycle(String instance, Optional<Window> window, String sentence) {
        public boolean succeeded() {
            return window.isPresent();
        }
    }

    /**
     * What an operator is started with.
     *
     * @param listening where the console is
     * @param submitted folder of workflows that are submitted at the start; absent if nothing is
     * @param dataSources where workflows look their data sources up
     * @param loopbackSources whether data sources that people add may be on this machine
     * @param dashboardConfig folder whose files are used instead of the shipped ones where they exist
     * @param retention how long instances and logs are kept
     * @param slots how much runs at once
     */
    record Settings(
            Listening listening,
            Optional<Path> submitted,
            Path dataSources,
            boolean loopbackSources,
            Path dashboardConfig,
            Retention retention,
            Slots slots) {}

    /** Opens operators. */
    interface Opener {
        /**
         * Takes the data directory.
         *
         * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE} among others
         */
        RunningOperator open(DataPlace place);
    }
}

package io.tidemark.cli;

import io.tidemark.operator.ChainCare;
import io.tidemark.store.LedgerView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.WitnessTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commands about chains and windows work with; holds the data directory until closed. */
public interface ChainDesk extends AutoCloseable {
    LedgerView ledger();

    /** What a person's changes work with. */
    ChainCare care();

    /**
     * Finds the status table of a chain: by what was given, by the workflow that declares it, or by how its script was called
     * last.
     *
     * @param names of one chain, the likelier first
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}
     * @throws io.tidemark.workflow.InvalidDefinitionException if what was found cannot be used
     */
    StatusTable statusTable(List<ChainId> names, Given given);

    @Override
    void close();

    /** The source's table that the witnesses of a chain are in. */
    interface StatusTable extends AutoCloseable {
        WitnessTable witnesses();

        @Override
        void close();
    }

    /**
     * What a person says about where a chain is read from.
     *
     * @param parameters override what is remembered of the script's last call
     * @param workflows folder of definitions; need not exist
     */
    record Given(Optional<Path> script, Map<String, String> parameters, Optional<Path> dataSources, Path workflows) {}

    /** Opens desks. */
    interface Opener {
        /**
         * Takes the data directory.
         *
         * @param command as a person would call it; shown to whoever comes second
         * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE} among others
         */
        ChainDesk open(Path data, String command);
    }
}

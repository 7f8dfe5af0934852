package io.tidemark.operator;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.WitnessTable;
import java.util.List;

/** Finds the tables that the witnesses of chains are in. */
public interface StatusTables {
    /**
     * Finds the status table of a chain: by what was given, by the workflow that declares it, or by how its script was called
     * last.
     *
     * @param names of one chain, the likelier first
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}
     * @throws io.tidemark.workflow.InvalidDefinitionException if what was found cannot be used
     */
    StatusTable open(List<ChainId> names, SourceHint hint);

    /** The source's table that the witnesses of a chain are in. */
    interface StatusTable extends AutoCloseable {
        WitnessTable witnesses();

        /** The source itself, open as long as this. */
        StreamSource source();

        @Override
        void close();
    }
}

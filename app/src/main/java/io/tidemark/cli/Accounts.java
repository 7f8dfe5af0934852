package io.tidemark.cli;

import io.tidemark.doctor.Scratch;
import java.nio.file.Path;
import java.util.Optional;

/** Finds accounts by the names of their data sources. */
public interface Accounts {
    /**
     * Chooses names for scratch tables in both accounts; no call is made yet.
     *
     * @param dataSources absent: the nearest {@code datasources.yaml} at or above the folder
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong with the two data sources
     */
    Scratch scratch(String source, String target, Optional<Path> dataSources, Path folder);
}

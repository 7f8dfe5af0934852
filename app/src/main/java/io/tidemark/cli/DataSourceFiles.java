package io.tidemark.cli;

import io.tidemark.probe.Account;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Data sources as files declare them. */
public interface DataSourceFiles {
    /**
     * Those that can be used, and what is wrong or doubtful.
     *
     * @param file absent: the nearest {@code datasources.yaml} at or above the folder
     */
    Listing list(Optional<Path> file, Path folder);

    /** What a file declares. */
    record Listing(List<DataSource> sources, List<Problem> problems) {
        public Listing {
            sources = List.copyOf(sources);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Finds one by its name.
     *
     * @param file as above
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong with it
     */
    DataSource find(String name, Optional<Path> file, Path folder);

    /** Its account; no call is made yet. */
    Account account(DataSource source);
}

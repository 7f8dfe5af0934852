package io.tidemark.cli;

import io.tidemark.probe.Account;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /**
     * Finds the only MaxCompute project, or else the only data source.
     *
     * @param file as above
     * @throws io.tidemark.workflow.InvalidDefinitionException with the names, if there are more
     */
    DataSource findTheOne(Optional<Path> file, Path folder);

    /**
     * Plans to declare one.
     *
     * @param keys as they are to stand in the file
     * @param replace whether one of that name may be there, which gives way
     * @param file as above; one that is not there is made, as is one in the folder when there is none above it either
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong with it
     */
    Change add(String name, Map<String, String> keys, boolean replace, Optional<Path> file, Path folder);

    /**
     * Plans to take one out.
     *
     * @param force whether scripts may name it still
     * @param file as above
     * @throws io.tidemark.workflow.InvalidDefinitionException if it is not there, or with the places where it is named
     */
    Change remove(String name, boolean force, Optional<Path> file, Path folder);

    /**
     * A change of a file that can be made.
     *
     * @param lines that come into it
     * @param doubts what is doubtful in it
     */
    record Change(Path file, List<String> lines, List<Problem> doubts, Runnable making) {
        public Change {
            lines = List.copyOf(lines);
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * The keys of one with what they refer to, files from here on.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_REFERENCE}
     */
    Map<String, String> resolved(Map<String, String> keys);

    /** Its account; no call is made yet. */
    Account account(DataSource source);
}

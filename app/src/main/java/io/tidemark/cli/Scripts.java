package io.tidemark.cli;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads bare sync scripts. */
public interface Scripts {
    /**
     * A script with its parameters, as one request.
     *
     * @param parameters values, or expressions of the parameter language when {@code cyctime} is given
     * @param zone of bare times
     * @param dataSources absent: the nearest {@code datasources.yaml} at or above the script
     * @throws io.tidemark.workflow.InvalidDefinitionException with every problem found
     */
    Read read(
            Path script,
            ChainId chain,
            Map<String, String> parameters,
            Optional<ZonedDateTime> cyctime,
            ZoneId zone,
            Optional<Path> dataSources);

    /**
     * What was read, and what is doubtful about it.
     *
     * @param secrets parameters whose values are secrets or parts of them
     */
    record Read(SyncRequest request, List<Problem> warnings, Set<String> secrets) {}
}

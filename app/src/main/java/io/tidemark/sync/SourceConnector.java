package io.tidemark.sync;

import io.tidemark.workflow.DataSource;

/** Opens streams. */
public interface SourceConnector {
    /**
     * Opens the stream of a table; no call is made yet.
     *
     * @param maxRetries most retries of one request, 0 or more
     */
    StreamSource open(DataSource.Tablestore source, String table, int maxRetries);
}

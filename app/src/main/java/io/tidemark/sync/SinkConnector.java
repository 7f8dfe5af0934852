package io.tidemark.sync;

import io.tidemark.workflow.DataSource;

/** Opens target tables. */
public interface SinkConnector {
    /**
     * Opens a table; no call is made yet.
     *
     * @param compress whether blocks travel compressed
     */
    TableSink open(DataSource.MaxCompute target, String table, boolean compress);
}

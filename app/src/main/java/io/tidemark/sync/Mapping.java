package io.tidemark.sync;

/** What a stream record becomes in the target. Pure and thread-safe. */
sealed interface Mapping permits RowMapping, ColumnMapping {
    /**
     * Matches what the script reads with the columns of the target.
     *
     * @throws io.tidemark.attempt.FailureException of kind USER if they do not match
     */
    static Mapping of(SyncRequest request, StreamInfo stream, TableInfo table) {
        return request.mode() instanceof ExportMode.RowMode rows
                ? RowMapping.of(rows, request, stream, table)
                : ColumnMapping.of((ExportMode.ColumnMode) request.mode(), request, stream, table);
    }

    /**
     * The rows of a record.
     *
     * @param shard where the record was read
     * @param sightings takes which columns the record has
     */
    Mapped map(StreamRecord record, ShardId shard, Sightings sightings);
}

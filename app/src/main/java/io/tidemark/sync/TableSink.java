package io.tidemark.sync;

/** One target table. Thread-safe. Failures as in {@link UploadSession}, and {@code TABLE_NOT_FOUND}, {@code NO_SUCH_PROJECT}. */
public interface TableSink extends AutoCloseable {
    /** Asks the target for the table's columns. */
    TableInfo table();

    /** Makes the table unless there is one by now. */
    void create(NewTable table);

    /** Creates the partition unless it exists. */
    void ensurePartition(Partition partition);

    /**
     * Creates an upload session; costs the target seconds, so only when there is something to write.
     *
     * @param overwrite whether its commit replaces the partition's content
     */
    UploadSession create(Partition partition, boolean overwrite);

    /** A session that exists already, by its id; asks nothing yet. */
    UploadSession find(Partition partition, String sessionId);

    /** Tells the table's rows apart. */
    RowDigests digests();

    /** How many rows a partition holds that everybody can see. */
    long rowCount(Partition partition);

    @Override
    void close();
}

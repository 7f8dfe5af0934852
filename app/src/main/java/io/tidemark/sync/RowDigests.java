package io.tidemark.sync;

import java.util.function.LongConsumer;

/**
 * Tells the rows of a target table apart by a number of 64 bits each: rows that hold the same have the same, and two others
 * have the same by an accident of one in 2^64. Used by one thread.
 */
public interface RowDigests {
    /** The number of a row as it would be written. */
    long of(Row row);

    /**
     * The numbers of all rows that everybody can see in a partition, in no particular order.
     *
     * @throws io.tidemark.attempt.FailureException as {@link UploadSession}, and code {@code PARTITION_NOT_FOUND}
     */
    void read(Partition partition, LongConsumer each);
}

package io.tidemark.sync;

import io.tidemark.attempt.FailureException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The upload session of one partition, created when the first block needs it: creating one costs the target seconds. While blocks
 * are written, the rows that an append adds to are counted. Thread-safe.
 */
final class LazySession {
    private final TableSink sink;
    private final Partition partition;
    private final boolean overwrite;
    private final Executor counter;
    private @Nullable UploadSession session;
    private CompletableFuture<Optional<Long>> rowsBefore = CompletableFuture.completedFuture(Optional.empty());

    LazySession(TableSink sink, Partition partition, boolean overwrite, Executor counter) {
        this.sink = sink;
        this.partition = partition;
        this.overwrite = overwrite;
        this.counter = counter;
    }

    synchronized UploadSession get() {
        UploadSession existing = session;
        if (existing == null) {
            existing = sink.create(partition, overwrite);
            session = existing;
            if (!overwrite) {
                rowsBefore = CompletableFuture.supplyAsync(this::count, counter);
            }
        }
        return existing;
    }

    private Optional<Long> count() {
        try {
            return Optional.of(sink.rowCount(partition));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    /** What is to be committed, of these blocks; none if no session was needed. */
    synchronized List<CommitEntry> entries(List<Long> blocks) {
        UploadSession existing = session;
        return existing == null
                ? List.of()
                : List.of(new CommitEntry(partition, existing.id(), overwrite, blocks, Awaited.of(rowsBefore)));
    }
}

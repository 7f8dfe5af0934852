package io.tidemark.sync;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The upload session of one partition, created when the first block needs it: creating one costs the target seconds. Thread-safe. */
final class LazySession {
    private final TableSink sink;
    private final Partition partition;
    private final boolean overwrite;
    private @Nullable UploadSession session;

    LazySession(TableSink sink, Partition partition, boolean overwrite) {
        this.sink = sink;
        this.partition = partition;
        this.overwrite = overwrite;
    }

    synchronized UploadSession get() {
        UploadSession existing = session;
        if (existing == null) {
            existing = sink.create(partition, overwrite);
            session = existing;
        }
        return existing;
    }

    synchronized Optional<UploadSession> ifCreated() {
        return Optional.ofNullable(session);
    }
}

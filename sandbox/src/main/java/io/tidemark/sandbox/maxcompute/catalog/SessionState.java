package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An upload session that is remembered. Touched only under the ledger's lock. */
final class SessionState {
    static final Duration LIFETIME = Duration.ofHours(24);

    final String id;
    final Table table;
    final PartitionSpec partition;
    final boolean overwrite;
    final Instant created;
    final TreeMap<Integer, Block> blocks = new TreeMap<>();
    boolean committed;
    /** The commit that was begun and is due later. */
    @Nullable
    PendingCommit pending;
    /** How it ended, if it did before its time. */
    @Nullable
    UploadStatus ended;

    SessionState(String id, Table table, PartitionSpec partition, boolean overwrite, Instant created) {
        this.id = id;
        this.table = table;
        this.partition = partition;
        this.overwrite = overwrite;
        this.created = created;
    }

    UploadStatus status(Instant now) {
        if (committed) {
            return UploadStatus.CLOSED;
        }
        if (pending != null) {
            return pending.status(now);
        }
        if (ended != null) {
            return ended;
        }
        return now.isBefore(created.plus(LIFETIME)) ? UploadStatus.NORMAL : UploadStatus.EXPIRED;
    }

    /** A committed session is forgotten when its life is over; another one stays as long again, to say so. */
    boolean isForgettable(Instant now) {
        return pending == null && !now.isBefore(created.plus(committed ? LIFETIME : LIFETIME.multipliedBy(2)));
    }

    UploadSession view(Instant now) {
        return new UploadSession(id, table, partition, overwrite, created, status(now), blocks);
    }
}

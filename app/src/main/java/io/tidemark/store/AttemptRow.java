package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.instance.InstanceId;
import io.tidemark.sync.Fence;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.result.RowView;

/**
 * An attempt as it is kept.
 *
 * @param number 1 for the first of its instance; numbers never start over
 * @param holder who has it or had it; absent until it was claimed
 * @param ended absent while it is queued or running
 * @param counts while it runs, as of the last renewal of its lease
 * @param note what its success was, in words
 */
public record AttemptRow(
        UUID id,
        InstanceId instance,
        int number,
        AttemptState state,
        Optional<Holder> holder,
        Instant created,
        Optional<Instant> ended,
        Counts counts,
        Optional<Failure> failure,
        Optional<String> note) {

    /**
     * The worker of an attempt.
     *
     * @param fence proves to the store that it still is
     * @param leaseUntil when it counts as lost unless it is heard of before
     */
    public record Holder(Fence fence, String node, Instant started, Instant leaseUntil) {}

    static AttemptRow of(RowView row) {
        return new AttemptRow(
                row.getColumn("id", UUID.class),
                InstanceId.parse(row.getColumn("instance", String.class)),
                row.getColumn("number", Integer.class),
                row.getColumn("state", AttemptState.class),
                Optional.ofNullable(row.getColumn("fence", String.class)).map(fence -> holder(fence, row)),
                row.getColumn("created_at", Instant.class),
                Optional.ofNullable(row.getColumn("ended_at", Instant.class)),
                counts(row),
                failure(row),
                Optional.ofNullable(row.getColumn("note", String.class)));
    }

    private static Holder holder(String fence, RowView row) {
        return new Holder(
                new Fence(fence),
                row.getColumn("node", String.class),
                row.getColumn("started_at", Instant.class),
                row.getColumn("lease_until", Instant.class));
    }

    static Counts counts(RowView row) {
        return new Counts(
                row.getColumn("records_read", Long.class),
                row.getColumn("rows_written", Long.class),
                row.getColumn("records_dirty", Long.class),
                row.getColumn("records_skipped", Long.class),
                row.getColumn("row_deletes", Long.class),
                row.getColumn("records_late", Long.class),
                row.getColumn("bytes_read", Long.class));
    }

    static Optional<Failure> failure(RowView row) {
        return Optional.ofNullable(row.getColumn("failure_kind", FailureKind.class))
                .map(kind -> new Failure(
                        kind,
                        row.getColumn("failure_code", String.class),
                        row.getColumn("failure_message", String.class),
                        row.getColumn("failure_advice", String.class)));
    }
}

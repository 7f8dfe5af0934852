package io.tidemark.sandbox.maxcompute.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One change of the catalog, which is one record of its journal: it is there whole, or not at all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "table-created", value = Event.TableCreated.class),
    @JsonSubTypes.Type(name = "table-dropped", value = Event.TableDropped.class),
    @JsonSubTypes.Type(name = "partitions-added", value = Event.PartitionsAdded.class),
    @JsonSubTypes.Type(name = "partitions-dropped", value = Event.PartitionsDropped.class),
    @JsonSubTypes.Type(name = "truncated", value = Event.Truncated.class),
    @JsonSubTypes.Type(name = "session-opened", value = Event.SessionOpened.class),
    @JsonSubTypes.Type(name = "block-closed", value = Event.BlockClosed.class),
    @JsonSubTypes.Type(name = "commit-begun", value = Event.CommitBegun.class),
    @JsonSubTypes.Type(name = "session-ended", value = Event.SessionEnded.class),
    @JsonSubTypes.Type(name = "session-committed", value = Event.SessionCommitted.class),
    @JsonSubTypes.Type(name = "session-forgotten", value = Event.SessionForgotten.class),
})
sealed interface Event {
    /** A column as the journal writes it; the type in SQL's spelling. */
    record ColumnText(String name, String type, boolean nullable, String comment) {}

    record TableCreated(
            String id,
            String name,
            List<ColumnText> columns,
            List<ColumnText> partitionColumns,
            String comment,
            long lifecycle,
            Map<String, String> properties,
            Instant at)
            implements Event {}

    record TableDropped(String table) implements Event {}

    record PartitionsAdded(String table, List<PartitionSpec> partitions, Instant at) implements Event {}

    record PartitionsDropped(String table, List<PartitionSpec> partitions) implements Event {}

    record Truncated(String table, List<PartitionSpec> partitions, Instant at) implements Event {}

    record SessionOpened(String session, String table, PartitionSpec partition, boolean overwrite, Instant at)
            implements Event {}

    record BlockClosed(String session, int id, Block block) implements Event {}

    /** A commit that is due later. Until then nothing of it can be seen but the session's status. */
    record CommitBegun(String session, Instant at, Instant due) implements Event {}

    /** The session takes nothing any more and will never be committed. */
    record SessionEnded(String session, UploadStatus status) implements Event {}

    record SessionCommitted(String session, Instant at) implements Event {}

    record SessionForgotten(String session) implements Event {}
}

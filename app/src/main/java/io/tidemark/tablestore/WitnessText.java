package io.tidemark.tablestore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Counts;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Target, counts, commit entries and checkpoints as JSON, for the part of a witness that a person need not read. */
record WitnessText(String target, Prepared prepared) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WitnessText of(Witness witness) {
        return new WitnessText(witness.target(), witness.prepared());
    }

    byte[] toBytes() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("target", target);
        Counts counts = prepared.counts();
        root.putObject("counts")
                .put("read", counts.read())
                .put("written", counts.written())
                .put("dirty", counts.dirty())
                .put("skipped", counts.skipped())
                .put("deletes", counts.deletes())
                .put("late", counts.late())
                .put("bytes", counts.bytes());
        ArrayNode list = root.putArray("entries");
        for (CommitEntry entry : prepared.entries()) {
            ObjectNode node = list.addObject();
            node.put("partition", entry.partition().toString());
            node.put("session", entry.sessionId());
            node.put("overwrite", entry.overwrite());
            ArrayNode blocks = node.putArray("blocks");
            entry.blocks().forEach(blocks::add);
            entry.rowsBefore().ifPresent(rows -> node.put("rowsBefore", rows.longValue()));
        }
        root.set("start", json(prepared.checkpoints().start()));
        root.set("end", json(prepared.checkpoints().end()));
        return JSON.writeValueAsBytes(root);
    }

    /**
     * Reads what {@link #toBytes} has written.
     *
     * @throws IOException if it is something else
     */
    static WitnessText parse(byte[] bytes) throws IOException {
        try {
            JsonNode root = JSON.readTree(bytes);
            List<CommitEntry> entries = new ArrayList<>();
            for (JsonNode node : root.required("entries")) {
                List<Long> blocks = new ArrayList<>();
                node.required("blocks").forEach(block -> blocks.add(block.longValue()));
                entries.add(new CommitEntry(
                        Partition.parse(node.required("partition").textValue()),
                        node.required("session").textValue(),
                        node.required("overwrite").booleanValue(),
                        blocks,
                        Optional.ofNullable(node.get("rowsBefore")).map(JsonNode::longValue)));
            }
            return new WitnessText(
                    root.required("target").textValue(),
                    new Prepared(
                            new WindowCheckpoints(
                                    checkpoints(root.required("start")), checkpoints(root.required("end"))),
                            counts(root.required("counts")),
                            entries));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not the text of a witness", e);
        }
    }

    private static Counts counts(JsonNode counts) {
        return new Counts(
                counts.required("read").longValue(),
                counts.required("written").longValue(),
                counts.required("dirty").longValue(),
                counts.required("skipped").longValue(),
                // Witnesses of before these were counted have neither.
                counts.path("deletes").longValue(),
                counts.path("late").longValue(),
                counts.required("bytes").longValue());
    }

    private static ObjectNode json(Checkpoints checkpoints) {
        ObjectNode shards = JSON.createObjectNode();
        checkpoints.shards().forEach((shard, checkpoint) -> {
            ObjectNode node = shards.putObject(shard.value());
            if (checkpoint.iterator() != null) {
                node.put("iterator", checkpoint.iterator().value());
            }
            node.put("skip", checkpoint.skip());
            node.put("records", checkpoint.records());
            Sequence last = checkpoint.lastSeen();
            if (last != null) {
                node.putArray("lastSeen")
                        .add(last.epoch())
                        .add(last.timestampMicros())
                        .add(last.rowIndex());
            }
            if (checkpoint.tailSeenAt() != null) {
                node.put("tailSeenAt", checkpoint.tailSeenAt().toString());
            }
        });
        return shards;
    }

    private static Checkpoints checkpoints(JsonNode shards) {
        Map<ShardId, Checkpoint> checkpoints = new TreeMap<>();
        shards.properties().forEach(field -> {
            JsonNode node = field.getValue();
            JsonNode iterator = node.get("iterator");
            JsonNode tail = node.get("tailSeenAt");
            checkpoints.put(
                    new ShardId(field.getKey()),
                    new Checkpoint(
                            iterator == null ? null : new ShardIterator(iterator.textValue()),
                            node.required("skip").intValue(),
                            sequence(node.get("lastSeen")),
                            tail == null ? null : Instant.parse(tail.textValue()),
                            node.required("records").longValue()));
        });
        return Checkpoints.of(checkpoints);
    }

    private static @Nullable Sequence sequence(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Sequence(
                        node.required(0).intValue(),
                        node.required(1).longValue(),
                        node.required(2).intValue());
    }
}

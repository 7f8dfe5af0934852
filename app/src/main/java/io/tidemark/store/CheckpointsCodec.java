package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of checkpoints and block lists in the ledger: JSON without what is absent or zero. A shard is {@code {"at":
 * iterator, "skip": records, "seen": [epoch, micros, row], "tail": time, "records": count}}, and has no {@code at} when it has
 * ended. Text that is already in a ledger must stay readable.
 */
final class CheckpointsCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointsCodec() {}

    static String encode(Checkpoints checkpoints) {
        ObjectNode shards = JSON.createObjectNode();
        checkpoints.shards().forEach((shard, checkpoint) -> shards.set(shard.value(), encode(checkpoint)));
        return shards.toString();
    }

    private static ObjectNode encode(Checkpoint checkpoint) {
        ObjectNode node = JSON.createObjectNode();
        if (checkpoint.iterator() != null) {
            node.put("at", checkpoint.iterator().value());
        }
        if (checkpoint.skip() > 0) {
            node.put("skip", checkpoint.skip());
        }
        if (checkpoint.lastSeen() != null) {
            Sequence seen = checkpoint.lastSeen();
            node.putArray("seen").add(seen.epoch()).add(seen.timestampMicros()).add(seen.rowIndex());
        }
        if (checkpoint.tailSeenAt() != null) {
            node.put("tail", checkpoint.tailSeenAt().toString());
        }
        if (checkpoint.records() > 0) {
            node.put("records", checkpoint.records());
        }
        return node;
    }

    /** @throws IllegalStateException if this is not the text of checkpoints */
    static Checkpoints decode(String text) {
        JsonNode shards = read(text);
        Map<ShardId, Checkpoint> decoded = new HashMap<>();
        shards.properties().forEach(shard -> decoded.put(new ShardId(shard.getKey()), checkpoint(shard.getValue())));
        return Checkpoints.of(decoded);
    }

    private static Checkpoint checkpoint(JsonNode node) {
        return new Checkpoint(
                Optional.ofNullable(node.get("at"))
                        .map(at -> new ShardIterator(at.asText()))
                        .orElse(null),
                node.path("skip").asInt(0),
                seen(node.get("seen")),
                Optional.ofNullable(node.get("tail"))
                        .map(tail -> Instant.parse(tail.asText()))
                        .orElse(null),
                node.path("records").asLong(0));
    }

    private static @Nullable Sequence seen(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Sequence(
                        node.path(0).asInt(),
                        node.path(1).asLong(),
                        node.path(2).asInt());
    }

    static String encodeBlocks(List<Long> blocks) {
        ArrayNode array = JSON.createArrayNode();
        blocks.forEach(array::add);
        return array.toString();
    }

    /** @throws IllegalStateException if this is not the text of a block list */
    static List<Long> decodeBlocks(String text) {
        List<Long> blocks = new ArrayList<>();
        read(text).forEach(block -> blocks.add(block.asLong()));
        return blocks;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a text that it has not written", e);
        }
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.attempt.Counts;
import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainEvent;
import io.tidemark.store.ChainView;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what {@link LedgerJson} has written. */
final class LedgerReader {
    private LedgerReader() {}

    static List<WindowView> windows(JsonNode array) {
        return list(array, LedgerReader::window);
    }

    static WindowView window(JsonNode node) {
        return new WindowView(
                node.path("id").asLong(),
                new ChainId(node.path("chain").asText()),
                span(node),
                WindowState.valueOf(node.path("state").asText()),
                node.path("round").asInt(),
                node.path("truncate").asBoolean(),
                node.path("target").asText(),
                new Counts(
                        node.path("read").asLong(),
                        node.path("written").asLong(),
                        node.path("dirty").asLong(),
                        node.path("skipped").asLong(),
                        node.path("deletes").asLong(),
                        node.path("late").asLong(),
                        node.path("bytes").asLong()),
                node.path("claimedBy").asText(),
                Instant.parse(node.path("claimedAt").asText()),
                instant(node, "committedAt")
                        .map(at -> new WindowView.CommittedView(
                                at, node.path("committedBy").asText())),
                text(node, "evidence"));
    }

    static WindowDetails windowDetails(JsonNode node) {
        return new WindowDetails(
                window(node),
                Instant.parse(node.path("requestedStart").asText()),
                instant(node, "filterFrom"),
                instant(node, "preparedAt"),
                list(node.path("sessions"), LedgerReader::session),
                tree(node, "startCheckpoints"),
                tree(node, "endCheckpoints"));
    }

    private static WindowDetails.SessionView session(JsonNode node) {
        return new WindowDetails.SessionView(
                node.path("round").asInt(),
                Partition.parse(node.path("partition").asText()),
                node.path("session").asText(),
                node.path("blocks").asInt(),
                node.path("state").asText());
    }

    static List<ChainView> chains(JsonNode array) {
        return list(array, LedgerReader::chain);
    }

    private static ChainView chain(JsonNode node) {
        return new ChainView(
                node.path("chain").asText(),
                node.path("stream").asText(),
                node.path("version").asLong(),
                instant(node, "head"),
                text(node, "toBeRecovered"),
                Instant.parse(node.path("createdAt").asText()));
    }

    static ChainDetails chainDetails(JsonNode node) {
        Map<WindowState, Long> windows = new EnumMap<>(WindowState.class);
        node.path("windows")
                .properties()
                .forEach(count -> windows.put(
                        WindowState.valueOf(count.getKey()), count.getValue().asLong()));
        Map<ShardId, Checkpoint> shards = new TreeMap<>();
        node.path("shards")
                .forEach(shard -> shards.put(new ShardId(shard.path("shard").asText()), checkpoint(shard)));
        return new ChainDetails(
                chain(node),
                windows,
                list(node.path("gaps"), LedgerReader::span),
                Checkpoints.of(shards),
                list(node.path("events"), LedgerReader::event));
    }

    private static Checkpoint checkpoint(JsonNode node) {
        return new Checkpoint(
                text(node, "iterator").map(ShardIterator::new).orElse(null),
                node.path("skip").asInt(),
                node.has("lastSeen") ? sequence(node.path("lastSeen")) : null,
                instant(node, "tailSeenAt").orElse(null),
                node.path("records").asLong());
    }

    private static Sequence sequence(JsonNode node) {
        return new Sequence(
                node.path("epoch").asInt(),
                node.path("timestampMicros").asLong(),
                node.path("rowIndex").asInt());
    }

    private static ChainEvent event(JsonNode node) {
        return new ChainEvent(
                Instant.parse(node.path("at").asText()),
                node.path("by").asText(),
                ChainEvent.Action.valueOf(node.path("action").asText()),
                node.path("detail").asText());
    }

    private static Window span(JsonNode node) {
        return new Window(
                Instant.parse(node.path("start").asText()),
                Instant.parse(node.path("end").asText()));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
    }

    private static Optional<String> tree(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::toString);
    }

    private static Optional<Instant> instant(JsonNode node, String key) {
        return text(node, key).map(Instant::parse);
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowView;
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Chains and windows for scripts and for other processes, which {@link LedgerReader} reads back. What is absent is left out;
 * instants are ISO-8601.
 */
public final class LedgerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerJson() {}

    /** One line. */
    public static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
    }

    public static ArrayNode windows(List<WindowView> windows) {
        ArrayNode array = JSON.createArrayNode();
        windows.forEach(window -> array.add(window(window)));
        return array;
    }

    static ObjectNode window(WindowView view) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", view.id());
        node.put("chain", view.chain().value());
        span(node, view.window());
        node.put("state", view.state().name());
        node.put("round", view.round());
        node.put("truncate", view.overwrite());
        node.put("target", view.target());
        node.put("read", view.counts().read());
        node.put("written", view.counts().written());
        node.put("dirty", view.counts().dirty());
        node.put("skipped", view.counts().skipped());
        node.put("deletes", view.counts().deletes());
        node.put("late", view.counts().late());
        node.put("bytes", view.counts().bytes());
        node.put("claimedBy", view.claimedBy());
        node.put("claimedAt", view.claimedAt().toString());
        view.committed()
                .ifPresent(commit -> node.put("committedBy", commit.by())
                        .put("committedAt", commit.at().toString()));
        view.evidence().ifPresent(evidence -> node.put("evidence", evidence));
        return node;
    }

    public static ObjectNode window(WindowDetails details) {
        ObjectNode node = window(details.window());
        node.put("requestedStart", details.requestedStart().toString());
        instant(node, "filterFrom", details.filterFrom());
        instant(node, "preparedAt", details.prepared());
        ArrayNode sessions = node.putArray("sessions");
        details.sessions()
                .forEach(session -> sessions.addObject()
                        .put("round", session.round())
                        .put("partition", session.partition().toString())
                        .put("session", session.session())
                        .put("blocks", session.blocks())
                        .put("state", session.state()));
        details.startCheckpoints().ifPresent(text -> node.set("startCheckpoints", tree(text)));
        details.endCheckpoints().ifPresent(text -> node.set("endCheckpoints", tree(text)));
        return node;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a text that is no JSON", e);
        }
    }

    public static ArrayNode chains(List<ChainView> chains) {
        ArrayNode array = JSON.createArrayNode();
        chains.forEach(chain -> array.add(chain(chain)));
        return array;
    }

    private static ObjectNode chain(ChainView view) {
        ObjectNode node = JSON.createObjectNode();
        node.put("chain", view.id());
        node.put("stream", view.streamId());
        node.put("version", view.version());
        instant(node, "head", view.head());
        view.toBeRecovered().ifPresent(why -> node.put("toBeRecovered", why));
        node.put("createdAt", view.createdAt().toString());
        return node;
    }

    public static ObjectNode chain(ChainDetails details) {
        ObjectNode node = chain(details.chain());
        ObjectNode windows = node.putObject("windows");
        details.windows().forEach((state, count) -> windows.put(state.name(), count));
        ArrayNode gaps = node.putArray("gaps");
        details.gaps().forEach(gap -> span(gaps.addObject(), gap));
        ArrayNode shards = node.putArray("shards");
        details.head().shards().forEach((id, checkpoint) -> shard(shards.addObject(), id.value(), checkpoint));
        ArrayNode events = node.putArray("events");
        details.events()
                .forEach(event -> events.addObject()
                        .put("at", event.at().toString())
                        .put("by", event.by())
                        .put("action", event.action().name())
                        .put("detail", event.detail()));
        return node;
    }

    private static void shard(ObjectNode node, String id, Checkpoint checkpoint) {
        node.put("shard", id);
        node.put("ended", checkpoint.ended());
        if (checkpoint.iterator() != null) {
            node.put("iterator", checkpoint.iterator().value());
        }
        node.put("skip", checkpoint.skip());
        Sequence seen = checkpoint.lastSeen();
        if (seen != null) {
            node.putObject("lastSeen")
                    .put("epoch", seen.epoch())
                    .put("timestampMicros", seen.timestampMicros())
                    .put("rowIndex", seen.rowIndex());
        }
        instant(node, "tailSeenAt", Optional.ofNullable(checkpoint.tailSeenAt()));
        node.put("records", checkpoint.records());
    }

    private static void span(ObjectNode node, Window window) {
        node.put("start", window.start().toString());
        node.put("end", window.end().toString());
    }

    private static void instant(ObjectNode node, String key, Optional<Instant> instant) {
        instant.ifPresent(at -> node.put(key, at.toString()));
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.Verified;
import io.tidemark.operator.VerifyScope;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Verification;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be verified, and what came out, as JSON. */
public final class VerifyJson {
    private VerifyJson() {}

    static ObjectNode of(ChainId chain, VerifyScope scope, SourceHint hint) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("chain", chain.value());
        scope.window().ifPresent(window -> node.put("window", window.longValue()));
        node.set("source", DecisionJson.of(hint));
        return node;
    }

    public static ChainId chain(JsonNode node) {
        return new ChainId(node.path("chain").asText());
    }

    public static VerifyScope scope(JsonNode node) {
        return new VerifyScope(Optional.ofNullable(node.get("window")).map(JsonNode::asLong));
    }

    public static SourceHint hint(JsonNode node) {
        return DecisionJson.source(node.path("source"));
    }

    public static ObjectNode of(Verified verified) {
        Verification rows = verified.rows();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("right", verified.isRight())
                .put("target", verified.target())
                .put("partition", rows.partition().toString())
                .put("replaces", verified.replaces())
                .put("all", verified.all())
                .put("expected", rows.expected())
                .put("missing", rows.missing())
                .put("others", rows.others())
                .put("dirty", rows.dirty());
        verified.windows()
                .forEach(window -> node.withArray("windows")
                        .addObject()
                        .put("start", window.start().toString())
                        .put("end", window.end().toString()));
        return node;
    }

    static Verified read(JsonNode node) {
        List<Window> windows = new ArrayList<>();
        node.path("windows")
                .forEach(window -> windows.add(new Window(
                        Instant.parse(window.path("start").asText()),
                        Instant.parse(window.path("end").asText()))));
        return new Verified(
                node.path("target").asText(),
                node.path("replaces").asBoolean(),
                node.path("all").asBoolean(),
                windows,
                new Verification(
                        Partition.parse(node.path("partition").asText()),
                        node.path("expected").asLong(),
                        node.path("missing").asLong(),
                        node.path("others").asLong(),
                        node.path("dirty").asLong()));
    }
}

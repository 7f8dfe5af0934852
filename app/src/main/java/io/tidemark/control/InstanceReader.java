package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.instance.Work;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceDetails.AttemptView;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link InstanceJson} has written. */
final class InstanceReader {
    private InstanceReader() {}

    static List<InstanceView> views(JsonNode array) {
        return list(array, InstanceReader::view);
    }

    private static InstanceView view(JsonNode node) {
        return new InstanceView(
                InstanceId.parse(node.path("id").asText()),
                node.path("workflowVersion").asInt(),
                InstanceState.valueOf(node.path("state").asText()),
                time(node, "due").orElseThrow(),
                time(node, "started"),
                time(node, "ended"),
                node.path("attempts").asInt(),
                node.path("why").asText(),
                counts(node),
                failure(node));
    }

    static InstanceDetails details(JsonNode node) {
        Map<String, String> parameters = new LinkedHashMap<>();
        node.path("parameters")
                .properties()
                .forEach(
                        value -> parameters.put(value.getKey(), value.getValue().asText()));
        return new InstanceDetails(
                view(node),
                Work.valueOf(node.path("work").asText()),
                node.path("priority").asInt(),
                parameters,
                list(node.path("upstream"), InstanceReader::neighbour),
                list(node.path("downstream"), InstanceReader::neighbour),
                list(node.path("attemptList"), InstanceReader::attempt),
                list(node.path("life"), InstanceReader::step),
                list(node.path("dirtyRecords"), DirtyJson::read),
                Optional.ofNullable(node.get("window")).map(LedgerReader::window));
    }

    private static Upstream neighbour(JsonNode node) {
        return new Upstream(
                InstanceId.parse(node.path("id").asText()), text(node, "state").map(InstanceState::valueOf));
    }

    private static AttemptView attempt(JsonNode node) {
        return new AttemptView(
                node.path("number").asInt(),
                AttemptState.valueOf(node.path("state").asText()),
                time(node, "queued").orElseThrow(),
                text(node, "node"),
                time(node, "started"),
                time(node, "ended"),
                counts(node),
                failure(node),
                text(node, "note"));
    }

    private static InstanceStep step(JsonNode node) {
        return new InstanceStep(
                time(node, "at").orElseThrow(),
                node.path("by").asText(),
                InstanceEvent.valueOf(node.path("event").asText()),
                InstanceState.valueOf(node.path("from").asText()),
                InstanceState.valueOf(node.path("to").asText()),
                node.path("why").asText());
    }

    static List<String> sentences(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    static LogPage log(JsonNode node) {
        return new LogPage(
                node.path("attempt").asInt(),
                AttemptState.valueOf(node.path("state").asText()),
                list(node.path("lines"), InstanceReader::line),
                node.path("more").asBoolean());
    }

    private static LogLine line(JsonNode node) {
        return new LogLine(
                node.path("seq").asInt(),
                Instant.parse(node.path("at").asText()),
                LogLine.Level.valueOf(node.path("level").asText()),
                node.path("text").asText());
    }

    private static Counts counts(JsonNode node) {
        return new Counts(
                node.path("read").asLong(),
                node.path("written").asLong(),
                node.path("dirty").asLong(),
                node.path("skipped").asLong(),
                node.path("deletes").asLong(),
                node.path("late").asLong(),
                node.path("bytes").asLong());
    }

    private static Optional<Failure> failure(JsonNode node) {
        return Optional.ofNullable(node.get("failure")).map(FailureJson::failure);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
    }

    private static Optional<Instant> time(JsonNode node, String key) {
        return text(node, key).map(time -> OffsetDateTime.parse(time).toInstant());
    }
}

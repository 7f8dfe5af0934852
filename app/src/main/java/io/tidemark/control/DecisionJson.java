package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.access.Actor;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.store.BackfillRequestJson;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Resolution;
import io.tidemark.workflow.VersionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decisions on their way to the operator, and their previews on the way back. */
public final class DecisionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionJson() {}

    static ObjectNode of(DecisionRequest request) {
        ObjectNode node = JSON.createObjectNode();
        node.set("decision", of(request.decision()));
        node.set("source", of(request.source()));
        return node;
    }

    private static ObjectNode of(Decision decision) {
        Optional<ObjectNode> ofCycles = CycleDecisionJson.of(decision);
        if (ofCycles.isPresent()) {
            return ofCycles.get();
        }
        ObjectNode node = JSON.createObjectNode();
        if (decision instanceof Decision.ResolveWindow resolve) {
            return node.put("kind", decision.kind())
                    .put("window", resolve.window())
                    .put("resolution", resolve.resolution().name())
                    .put("early", resolve.early());
        }
        if (decision instanceof Decision.Submit submit) {
            node.put("kind", decision.kind()).put("remark", submit.remark());
            node.set("submission", VersionJson.of(submit.submission()));
            return node;
        }
        if (decision instanceof Decision.RollBack back) {
            return node.put("kind", decision.kind())
                    .put("version", back.version().toString())
                    .put("remark", back.remark());
        }
        if (decision instanceof Decision.StartBackfill start) {
            node.put("kind", decision.kind()).put("reason", start.reason());
            node.set("asked", BackfillRequestJson.of(start.asked()));
            return node;
        }
        if (decision instanceof Decision.StopBackfill stop) {
            return node.put("kind", decision.kind())
                    .put("number", stop.number())
                    .put("interrupt", stop.interrupt())
                    .put("reason", stop.reason());
        }
        if (decision instanceof Decision.ResumeBackfill resume) {
            return node.put("kind", decision.kind())
                    .put("number", resume.number())
                    .put("reason", resume.reason());
        }
        if (decision instanceof Decision.MoveChain move) {
            return node.put("kind", decision.kind())
                    .put("from", move.from().value())
                    .put("to", move.to().value());
        }
        if (decision instanceof Decision.RewindChain rewind) {
            return node.put("kind", decision.kind())
                    .put("chain", rewind.chain().value())
                    .put("to", rewind.to().toString());
        }
        if (decision instanceof Decision.AcceptLoss accept) {
            node.put("kind", decision.kind()).put("chain", accept.chain().value());
            accept.to().ifPresent(to -> node.put("to", to.toString()));
            return node;
        }
        Decision.RecoverChain recover = (Decision.RecoverChain) decision;
        node.put("kind", decision.kind()).put("chain", recover.chain().value());
        recover.head().ifPresent(head -> node.put("head", head.toString()));
        return node;
    }

    static ObjectNode of(SourceHint source) {
        ObjectNode node = JSON.createObjectNode();
        source.script().ifPresent(file -> node.put("script", file.toString()));
        source.dataSources().ifPresent(file -> node.put("dataSources", file.toString()));
        source.workflows().ifPresent(folder -> node.put("workflows", folder.toString()));
        ObjectNode parameters = node.putObject("parameters");
        source.parameters().forEach(parameters::put);
        return node;
    }

    /**
     * Reads what {@link #of(DecisionRequest)} has written.
     *
     * @param by who sent it: nobody says that of themselves
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static DecisionRequest request(JsonNode node, Actor by) {
        JsonNode decision = node.path("decision");
        return new DecisionRequest(
                CycleDecisionJson.read(decision).orElseGet(() -> decision(decision)), source(node.path("source")), by);
    }

    private static Decision decision(JsonNode node) {
        return switch (required(node, "kind")) {
            case "resolve" ->
                new Decision.ResolveWindow(
                        Long.parseLong(required(node, "window")),
                        Resolution.valueOf(required(node, "resolution")),
                        node.path("early").asBoolean());
            case "submit" ->
                new Decision.Submit(VersionJson.submission(node.path("submission")), required(node, "remark"));
            case "rollback" ->
                new Decision.RollBack(VersionId.parse(required(node, "version")), required(node, "remark"));
            case "start-backfill" ->
                new Decision.StartBackfill(BackfillRequestJson.read(node.path("asked")), required(node, "reason"));
            case "stop-backfill" ->
                new Decision.StopBackfill(
                        Long.parseLong(required(node, "number")),
                        node.path("interrupt").asBoolean(),
                        required(node, "reason"));
            case "resume-backfill" ->
                new Decision.ResumeBackfill(Long.parseLong(required(node, "number")), required(node, "reason"));
            case "move" -> new Decision.MoveChain(chain(node, "from"), chain(node, "to"));
            case "rewind" -> new Decision.RewindChain(chain(node, "chain"), Instant.parse(required(node, "to")));
            case "accept-loss" ->
                new Decision.AcceptLoss(
                        chain(node, "chain"), optional(node, "to").map(Instant::parse));
            case "recover" ->
                new Decision.RecoverChain(
                        chain(node, "chain"), optional(node, "head").map(Instant::parse));
            default -> throw new IllegalArgumentException("there is no such kind of decision");
        };
    }

    static SourceHint source(JsonNode node) {
        Map<String, String> parameters = new LinkedHashMap<>();
        node.path("parameters")
                .properties()
                .forEach(
                        value -> parameters.put(value.getKey(), value.getValue().asText()));
        return new SourceHint(path(node, "script"), parameters, path(node, "dataSources"), path(node, "workflows"));
    }

    public static ObjectNode of(Preview preview) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode sentences = node.putArray("sentences");
        preview.sentences().forEach(sentences::add);
        preview.seen().ifPresent(seen -> node.put("seen", seen));
        return node.put("done", preview.done());
    }

    static Preview preview(JsonNode node) {
        List<String> sentences = new ArrayList<>();
        node.path("sentences").forEach(sentence -> sentences.add(sentence.asText()));
        return new Preview(sentences, optional(node, "seen"), node.path("done").asText());
    }

    private static ChainId chain(JsonNode node, String key) {
        return new ChainId(required(node, key));
    }

    private static Optional<Path> path(JsonNode node, String key) {
        Optional<Path> path = optional(node, key).map(Path::of);
        if (path.filter(file -> !file.isAbsolute()).isPresent()) {
            throw new IllegalArgumentException("`" + key + "` is not an absolute path");
        }
        return path;
    }

    private static String required(JsonNode node, String key) {
        return optional(node, key).orElseThrow(() -> new IllegalArgumentException("`" + key + "` is missing"));
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }
}

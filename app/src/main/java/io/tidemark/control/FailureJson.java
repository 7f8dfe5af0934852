package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why something was not done: kind, code, message and advice; and the problems, if it was about definitions. */
public final class FailureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureJson() {}

    public static ObjectNode of(Failure failure) {
        return JSON.createObjectNode()
                .put("kind", failure.kind().name())
                .put("code", failure.code())
                .put("message", failure.message())
                .put("advice", failure.advice());
    }

    public static ObjectNode of(InvalidDefinitionException invalid) {
        ObjectNode node = of(Failure.user(
                "INVALID_DEFINITION",
                invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")),
                "Correct what was declared."));
        node.set("problems", problems(invalid.problems()));
        return node;
    }

    /** Each with its place. */
    public static ArrayNode problems(List<Problem> problems) {
        ArrayNode array = JSON.createArrayNode();
        problems.forEach(problem -> array.addObject()
                .put("file", problem.place().file())
                .put("line", problem.place().line())
                .put("column", problem.place().column())
                .put("severity", problem.severity().name())
                .put("sentence", problem.sentence()));
        return array;
    }

    /** What was written, to be thrown again; empty if it is something else. */
    static Optional<RuntimeException> read(JsonNode node) {
        if (!node.has("kind") || !node.has("code")) {
            return Optional.empty();
        }
        if (node.has("problems")) {
            List<Problem> problems = new ArrayList<>();
            node.path("problems").forEach(problem -> problems.add(problem(problem)));
            return Optional.of(new InvalidDefinitionException(problems));
        }
        return Optional.of(failure(node).asException());
    }

    static Failure failure(JsonNode node) {
        return new Failure(
                FailureKind.valueOf(node.path("kind").asText()),
                node.path("code").asText(),
                node.path("message").asText(),
                node.path("advice").asText());
    }

    private static Problem problem(JsonNode node) {
        return new Problem(
                new Place(
                        node.path("file").asText(),
                        node.path("line").asInt(),
                        node.path("column").asInt()),
                Problem.Severity.valueOf(node.path("severity").asText()),
                node.path("sentence").asText());
    }
}

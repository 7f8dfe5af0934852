package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Decision;
import io.tidemark.operator.RerunScope;
import io.tidemark.operator.RerunTerms;
import io.tidemark.operator.Steering;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decisions about instances and their tasks on their way to the operator. */
final class CycleDecisionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CycleDecisionJson() {}

    /** Empty if the decision is about something else. */
    static Optional<ObjectNode> of(Decision decision) {
        ObjectNode node = JSON.createObjectNode();
        if (decision instanceof Decision.SetSuccessful set) {
            node.put("kind", decision.kind())
                    .put("instance", set.instance().toString())
                    .put("reason", set.reason());
        } else if (decision instanceof Decision.Steer steer) {
            node.put("kind", decision.kind())
                    .put("steering", steer.steering().name())
                    .put("reason", steer.reason());
            instances(node, steer.instances());
        } else if (decision instanceof Decision.Rerun rerun) {
            node.put("kind", decision.kind()).put("downstream", rerun.scope().downstream());
            instances(node, rerun.instances());
            tasks(node, rerun.scope().tasks());
            terms(node, rerun.terms());
        } else if (decision instanceof Decision.RerunFailed failed) {
            node.put("kind", decision.kind()).put("workflow", failed.workflow());
            failed.from().ifPresent(from -> node.put("from", from.toString()));
            failed.to().ifPresent(to -> node.put("to", to.toString()));
            terms(node, failed.terms());
        } else if (decision instanceof Decision.PauseTasks pause) {
            node.put("kind", decision.kind()).put("pause", pause.pause()).put("reason", pause.reason());
            tasks(node, pause.tasks());
        } else if (decision instanceof Decision.RunOnce run) {
            node.put("kind", decision.kind())
                    .put("task", run.task().toString())
                    .put("cycle", run.cycle().toString())
                    .put("reason", run.reason());
            ObjectNode parameters = node.putObject("parameters");
            run.parameters().forEach(parameters::put);
            run.resourceGroup().ifPresent(group -> node.put("resourceGroup", group));
        } else {
            return Optional.empty();
        }
        return Optional.of(node);
    }

    /**
     * Reads what {@link #of} has written; empty if it is of another kind.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    static Optional<Decision> read(JsonNode node) {
        return switch (node.path("kind").asText()) {
            case "set-successful" ->
                Optional.of(new Decision.SetSuccessful(InstanceId.parse(text(node, "instance")), text(node, "reason")));
            case "steer" ->
                Optional.of(new Decision.Steer(
                        Steering.valueOf(text(node, "steering")), instances(node), text(node, "reason")));
            case "rerun" ->
                Optional.of(new Decision.Rerun(
                        instances(node),
                        new RerunScope(node.path("downstream").asBoolean(), tasks(node)),
                        terms(node)));
            case "rerun-failed" ->
                Optional.of(new Decision.RerunFailed(
                        text(node, "workflow"),
                        optional(node, "from").map(Instant::parse),
                        optional(node, "to").map(Instant::parse),
                        terms(node)));
            case "pause-tasks" ->
                Optional.of(
                        new Decision.PauseTasks(tasks(node), node.path("pause").asBoolean(), text(node, "reason")));
            case "run-once" ->
                Optional.of(new Decision.RunOnce(
                        TaskId.parse(text(node, "task")),
                        Instant.parse(text(node, "cycle")),
                        parameters(node),
                        Optional.ofNullable(node.get("resourceGroup")).map(JsonNode::asText),
                        text(node, "reason")));
            default -> Optional.empty();
        };
    }

    private static void terms(ObjectNode node, RerunTerms terms) {
        node.put("force", terms.force()).put("reason", terms.reason());
    }

    private static RerunTerms terms(JsonNode node) {
        return new RerunTerms(node.path("force").asBoolean(), text(node, "reason"));
    }

    private static Map<String, String> parameters(JsonNode node) {
        Map<String, String> parameters = new LinkedHashMap<>();
        node.path("parameters")
                .properties()
                .forEach(
                        value -> parameters.put(value.getKey(), value.getValue().asText()));
        return parameters;
    }

    private static void tasks(ObjectNode node, List<TaskId> tasks) {
        ArrayNode array = node.putArray("tasks");
        tasks.forEach(task -> array.add(task.toString()));
    }

    private static List<TaskId> tasks(JsonNode node) {
        List<TaskId> tasks = new ArrayList<>();
        node.path("tasks").forEach(task -> tasks.add(TaskId.parse(task.asText())));
        return tasks;
    }

    private static void instances(ObjectNode node, List<InstanceId> instances) {
        ArrayNode array = node.putArray("instances");
        instances.forEach(id -> array.add(id.toString()));
    }

    private static List<InstanceId> instances(JsonNode node) {
        List<InstanceId> instances = new ArrayList<>();
        node.path("instances").forEach(id -> instances.add(InstanceId.parse(id.asText())));
        return instances;
    }

    private static String text(JsonNode node, String key) {
        return optional(node, key).orElseThrow(() -> new IllegalArgumentException("`" + key + "` is missing"));
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }
}

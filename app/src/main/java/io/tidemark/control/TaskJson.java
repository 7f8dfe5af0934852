package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.store.PausedTask;
import io.tidemark.store.TaskEvent;
import io.tidemark.store.TaskView;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tasks for scripts and for other processes. */
public final class TaskJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskJson() {}

    public static ArrayNode of(List<TaskView> tasks) {
        ArrayNode array = JSON.createArrayNode();
        tasks.forEach(task -> task(array.addObject(), task));
        return array;
    }

    private static void task(ObjectNode node, TaskView view) {
        node.put("task", view.task().toString()).put("workflowVersion", view.workflowVersion());
        view.paused()
                .ifPresent(paused -> node.putObject("paused")
                        .put("since", paused.since().toString())
                        .put("by", paused.by())
                        .put("reason", paused.reason()));
        ArrayNode events = node.putArray("events");
        view.events()
                .forEach(event -> events.addObject()
                        .put("at", event.at().toString())
                        .put("by", event.by())
                        .put("action", event.action().name())
                        .put("detail", event.detail()));
    }

    static List<TaskView> read(JsonNode array) {
        List<TaskView> tasks = new ArrayList<>();
        array.forEach(node -> tasks.add(task(node)));
        return tasks;
    }

    private static TaskView task(JsonNode node) {
        TaskId id = TaskId.parse(node.path("task").asText());
        List<TaskEvent> events = new ArrayList<>();
        node.path("events")
                .forEach(event -> events.add(new TaskEvent(
                        Instant.parse(event.path("at").asText()),
                        event.path("by").asText(),
                        TaskEvent.Action.valueOf(event.path("action").asText()),
                        event.path("detail").asText())));
        Optional<PausedTask> paused = Optional.ofNullable(node.get("paused"))
                .map(pause -> new PausedTask(
                        id,
                        Instant.parse(pause.path("since").asText()),
                        pause.path("by").asText(),
                        pause.path("reason").asText()));
        return new TaskView(id, node.path("workflowVersion").asInt(), paused, events);
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Counts;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.Upstream;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceDetails.AttemptView;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Instances for scripts and for other processes, which {@link InstanceReader} reads back. What is absent is left out; instants
 * are ISO-8601 in the offset of the cycle.
 */
public final class InstanceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InstanceJson() {}

    /** What scripts may rely on of a list. */
    public static ArrayNode list(List<InstanceView> views) {
        ArrayNode array = JSON.createArrayNode();
        views.forEach(view -> array.add(line(view)));
        return array;
    }

    private static ObjectNode line(InstanceView view) {
        InstanceId id = view.id();
        ObjectNode node = JSON.createObjectNode()
                .put("id", id.toString())
                .put("task", id.task().toString())
                .put("state", view.state().name())
                .put("cyctime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(id.cycleTime()))
                .put("due", time(id, view.due()));
        time(node, "started", id, view.started());
        time(node, "ended", id, view.ended());
        return node.put("attempts", view.attempts())
                .put("origin", id.origin().toString())
                .put("workflowVersion", view.workflowVersion());
    }

    /** All of each. */
    public static ArrayNode views(List<InstanceView> views) {
        ArrayNode array = JSON.createArrayNode();
        views.forEach(view -> array.add(view(view)));
        return array;
    }

    private static ObjectNode view(InstanceView view) {
        ObjectNode node = line(view).put("why", view.reason());
        counts(node, view.counts());
        view.failure().ifPresent(failure -> node.set("failure", FailureJson.of(failure)));
        return node;
    }

    public static ObjectNode details(InstanceDetails details) {
        InstanceId id = details.instance().id();
        ObjectNode node =
                view(details.instance()).put("work", details.work().name()).put("priority", details.priority());
        ObjectNode parameters = node.putObject("parameters");
        details.parameters().forEach(parameters::put);
        details.upstreams().forEach(neighbour -> neighbour(node.withArray("upstream"), neighbour));
        details.downstreams().forEach(neighbour -> neighbour(node.withArray("downstream"), neighbour));
        details.attempts()
                .forEach(attempt -> attempt(node.withArray("attemptList").addObject(), id, attempt));
        details.life().forEach(step -> step(node.withArray("life").addObject(), id, step));
        if (!details.dirty().isEmpty()) {
            DirtyJson.write(node.putArray("dirtyRecords"), details.dirty());
        }
        details.window().ifPresent(window -> node.set("window", LedgerJson.window(window)));
        return node;
    }

    private static void neighbour(ArrayNode array, Upstream neighbour) {
        ObjectNode node = array.addObject().put("id", neighbour.id().toString());
        neighbour.state().ifPresent(state -> node.put("state", state.name()));
    }

    private static void attempt(ObjectNode node, InstanceId id, AttemptView attempt) {
        node.put("number", attempt.number())
                .put("state", attempt.state().name())
                .put("queued", time(id, attempt.queued()));
        attempt.node().ifPresent(name -> node.put("node", name));
        time(node, "started", id, attempt.started());
        time(node, "ended", id, attempt.ended());
        counts(node, attempt.counts());
        attempt.failure().ifPresent(failure -> node.set("failure", FailureJson.of(failure)));
        attempt.note().ifPresent(note -> node.put("note", note));
    }

    private static void step(ObjectNode node, InstanceId id, InstanceStep step) {
        node.put("at", time(id, step.at()))
                .put("by", step.who())
                .put("event", step.event().name())
                .put("from", step.from().name())
                .put("to", step.to().name())
                .put("why", step.why());
    }

    private static void counts(ObjectNode node, Counts counts) {
        node.put("read", counts.read())
                .put("written", counts.written())
                .put("dirty", counts.dirty())
                .put("skipped", counts.skipped())
                .put("deletes", counts.deletes())
                .put("late", counts.late())
                .put("bytes", counts.bytes());
    }

    public static ArrayNode sentences(List<String> sentences) {
        ArrayNode array = JSON.createArrayNode();
        sentences.forEach(array::add);
        return array;
    }

    public static ObjectNode log(LogPage page) {
        ObjectNode node = JSON.createObjectNode()
                .put("attempt", page.attempt())
                .put("state", page.state().name())
                .put("more", page.more());
        ArrayNode lines = node.putArray("lines");
        page.lines().forEach(line -> lines.add(line(line)));
        return node;
    }

    public static ObjectNode line(LogLine line) {
        return JSON.createObjectNode()
                .put("seq", line.seq())
                .put("at", line.at().toString())
                .put("level", line.level().name())
                .put("text", line.text());
    }

    /** That nothing follows. */
    public static JsonNode end(LogPage page) {
        return JSON.createObjectNode()
                .put("end", true)
                .put("attempt", page.attempt())
                .put("state", page.state().name());
    }

    private static void time(ObjectNode node, String key, InstanceId id, Optional<Instant> instant) {
        instant.ifPresent(at -> node.put(key, time(id, at)));
    }

    private static String time(InstanceId id, Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atOffset(id.cycleTime().getOffset()));
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.operator.Foreseen;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Secret;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Instances before they are there, and values of parameters, for scripts. Instants are ISO-8601 in the offset of the cycle. */
public final class PlanJson {
    private static final String HIDDEN = "***";

    private PlanJson() {}

    /** Values of parameters that look like secrets are hidden. */
    public static ArrayNode instances(List<Foreseen> instances) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        instances.forEach(instance -> array.add(instance(
                instance,
                instance.parameters().keySet().stream()
                        .filter(Secret::isLikelyBehind)
                        .collect(Collectors.toSet()))));
        return array;
    }

    /**
     * One of them.
     *
     * @param hidden the parameters whose values nobody may see
     */
    public static ObjectNode instance(Foreseen instance, Set<String> hidden) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", instance.id().toString())
                .put("task", instance.id().task().toString())
                .put(
                        "cyctime",
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                instance.id().cycleTime()))
                .put("due", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instance.due()));
        ObjectNode parameters = node.putObject("parameters");
        instance.parameters()
                .forEach((name, value) -> parameters.put(name, hidden.contains(name) ? HIDDEN : value.text()));
        ArrayNode upstream = node.putArray("upstream");
        instance.upstreams().forEach(id -> upstream.add(id.toString()));
        if (instance.virtual()) {
            node.put("virtual", true);
        }
        if (instance.scheduling() != SchedulingType.NORMAL) {
            node.put("scheduling", written(instance.scheduling()));
        }
        instance.problem().ifPresent(problem -> node.put("problem", problem));
        return node;
    }

    /** As in workflow.yaml. */
    public static String written(SchedulingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static ObjectNode values(Map<String, ParameterValue> values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    public static ObjectNode value(ParameterValue value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("text", value.text());
        value.instant().ifPresent(instant -> node.put("instant", instant.toString()));
        return node;
    }
}

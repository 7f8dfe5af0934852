package io.tidemark.console;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.tidemark.access.Permission.EDIT;
import static io.tidemark.access.Permission.LOOK;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.tidemark.control.FailureJson;
import io.tidemark.control.PlanJson;
import io.tidemark.control.VersionJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Forecast;
import io.tidemark.operator.Foresight;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.ScriptConverter;
import io.tidemark.workflow.ScriptText;
import io.tidemark.workflow.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What would happen, before it is decided: plans, mistakes in texts, values of parameters, scripts of today. Changes nothing. */
public record PlanApi(Foresight foresight, ScriptConverter converter) {
    void mount(GuardedRoutes routes) {
        routes.api(GET, "/v1/plan", LOOK, ControlApi.answering(this::inForce));
        routes.api(POST, "/v1/plan", EDIT, ControlApi.answering(this::ofTexts));
        routes.api(POST, "/v1/validate", EDIT, ControlApi.answering(this::mistakes));
        routes.api(POST, "/v1/convert", EDIT, ControlApi.answering(this::converted));
        routes.api(POST, "/v1/params", LOOK, ControlApi.answering(PlanApi::values));
    }

    private JsonNode inForce(Context context) {
        Query query = new Query(context);
        return PlanJson.instances(foresight.inForce(
                query.text("workflow"),
                span(
                        query.instant("from").orElseThrow(() -> Query.bad("`from` is missing in the address")),
                        query.instant("to").orElseThrow(() -> Query.bad("`to` is missing in the address")))));
    }

    private JsonNode ofTexts(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        return PlanJson.instances(
                foresight.of(VersionJson.workflows(asked), span(instant(asked, "from"), instant(asked, "to"))));
    }

    private JsonNode mistakes(Context context) throws JsonProcessingException {
        return FailureJson.problems(foresight.mistakes(VersionJson.workflows(ControlApi.body(context))));
    }

    private JsonNode converted(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        ScriptText original = new ScriptText(
                Path.of(asked.path("file").asText("script.json")),
                asked.path("content").asText());
        return VersionJson.converted(converter.convert(
                original,
                asked.path("source").asText("source"),
                asked.path("target").asText("target")));
    }

    private static JsonNode values(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        OffsetDateTime time = OffsetDateTime.parse(asked.path("cyctime").asText());
        ZoneId zone = asked.has("zone") ? ZoneId.of(asked.path("zone").asText()) : time.getOffset();
        Cycle cycle = new Cycle(time.atZoneSameInstant(zone).withNano(0));
        Occasion occasion = Occasion.of(cycle);
        if (asked.has("task")) {
            TaskId task = TaskId.parse(asked.path("task").asText());
            occasion = Occasion.of(cycle, task, InstanceId.of(task, cycle).toString());
        }
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter : asked.path("parameters").properties()) {
            values.put(parameter.getKey(), value(parameter, occasion));
        }
        return PlanJson.values(values);
    }

    private static ParameterValue value(Map.Entry<String, JsonNode> parameter, Occasion occasion) {
        try {
            return ParameterExpression.parse(parameter.getValue().asText()).evaluate(occasion);
        } catch (IllegalArgumentException e) {
            throw Query.bad("`" + parameter.getKey() + "`: " + e.getMessage());
        }
    }

    private static Instant instant(JsonNode asked, String key) {
        return OffsetDateTime.parse(asked.path(key).asText()).toInstant();
    }

    private static Forecast.Span span(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Query.bad("`to` comes after `from`");
        }
        return new Forecast.Span(from, to);
    }
}

package io.tidemark.console;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.tidemark.access.Permission.ADMINISTER;
import static io.tidemark.access.Permission.LOOK;
import static io.tidemark.access.Permission.RUN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.tidemark.control.ExaminationJson;
import io.tidemark.control.RowsJson;
import io.tidemark.control.SourceJson;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.operator.SourceDesk;
import io.tidemark.probe.FirstRows;
import java.util.Optional;

/** Data sources. Secrets come in and never go out. */
record SourceApi(KeptDataSources sources) {
    private static final int MOST_ROWS = 1_000;

    void mount(GuardedRoutes routes) {
        routes.api(
                GET,
                "/v1/datasources",
                LOOK,
                ControlApi.answering(context -> SourceJson.sources(desk(context).sources())));
        routes.change(POST, "/v1/datasources/{name}", ADMINISTER, ControlApi.answering(this::put));
        routes.api(DELETE, "/v1/datasources/{name}", ADMINISTER, ControlApi.answering(this::remove));
        routes.api(
                POST,
                "/v1/datasources/{name}/test",
                RUN,
                ControlApi.answering(context -> SourceJson.findings(
                        desk(context).test(context.pathParam("name"), SourceJson.tables(ControlApi.body(context))))));
        routes.api(POST, "/v1/datasources/{name}/preview", RUN, ControlApi.answering(this::preview));
        routes.change(POST, "/v1/examinations", ADMINISTER, ControlApi.answering(this::examine));
        routes.change(
                POST,
                "/v1/datasources-key",
                ADMINISTER,
                ControlApi.answering(context -> JsonNodeFactory.instance
                        .objectNode()
                        .put("sealed", desk(context).rotateKey())));
    }

    private JsonNode put(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        desk(context)
                .put(
                        context.pathParam("name"),
                        SourceJson.keys(asked),
                        asked.path("replace").asBoolean());
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private JsonNode preview(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        int limit = asked.path("limit").asInt(10);
        if (limit < 1 || limit > MOST_ROWS) {
            throw Query.bad("`limit` is a number from 1 to " + MOST_ROWS);
        }
        if (asked.path("table").asText().isBlank()) {
            throw Query.bad("`table` is missing");
        }
        FirstRows rows = desk(context)
                .firstRows(context.pathParam("name"), asked.path("table").asText(), SourceJson.partition(asked), limit);
        return new RowsJson(Optional.empty()).all(rows);
    }

    private JsonNode examine(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        return ExaminationJson.of(desk(context)
                .examine(asked.path("source").asText(), asked.path("target").asText()));
    }

    private JsonNode remove(Context context) {
        desk(context).remove(context.pathParam("name"), "true".equals(context.queryParam("force")));
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private SourceDesk desk(Context context) {
        return sources.by(Gate.actor(context));
    }
}

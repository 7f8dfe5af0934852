package io.tidemark.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.access.Permission;
import io.tidemark.attempt.FailureException;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.TaskJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.operator.Desk;
import io.tidemark.store.InstanceFilter;
import java.io.IOException;
import java.util.Optional;

/** What commands ask of a running operator about instances. */
record InstanceApi(Desk desk, LiveInstances live, Bearers bearers) {
    void mount(GuardedRoutes routes) {
        ControlApi.look(routes, "/v1/tasks", context -> TaskJson.of(desk.tasks()));
        ControlApi.look(routes, "/v1/instances", this::instances);
        ControlApi.look(routes, "/v1/instance", context -> InstanceJson.details(desk.instance(id(context))));
        ControlApi.look(routes, "/v1/instance/why", context -> InstanceJson.sentences(desk.why(id(context))));
        routes.api(HandlerType.GET, "/v1/instance/events", Permission.LOOK, this::follow);
        ControlApi.look(routes, "/v1/instance/log", context -> {
            Query query = new Query(context);
            Optional<Integer> attempt =
                    query.text("attempt").map(given -> query.number("attempt", 1, 1, Integer.MAX_VALUE));
            return InstanceJson.log(desk.log(id(context), attempt, query.number("after", 0, 0, Integer.MAX_VALUE)));
        });
    }

    private void follow(Context context) throws IOException {
        try {
            live.stream(context, id(context), bearers.stays(context, Permission.LOOK));
        } catch (FailureException e) {
            Problems.answer(context, e.failure());
        }
    }

    private JsonNode instances(Context context) {
        Query query = new Query(context);
        ListPage page = ListPage.of(context);
        InstanceFilter filter = new InstanceFilter(
                query.text("workflow"),
                query.text("task"),
                query.choices("state", InstanceState.class),
                query.instant("from"),
                query.instant("to"),
                query.choice("origin", Origin.Kind.class),
                page.sought(),
                page.after(InstanceId::parse));
        return InstanceJson.views(
                page.cut(desk.instances(filter), view -> view.id().toString()));
    }

    private static InstanceId id(Context context) {
        Query query = new Query(context);
        return query.read(query.required("id"), InstanceId::parse);
    }
}

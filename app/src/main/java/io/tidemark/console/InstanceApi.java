package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.TaskJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.operator.Desk;
import io.tidemark.store.InstanceFilter;
import java.util.Optional;

/** What commands ask of a running operator about instances. */
record InstanceApi(Desk desk) {
    void mount(GuardedRoutes routes) {
        ControlApi.look(routes, "/v1/tasks", context -> TaskJson.of(desk.tasks()));
        ControlApi.look(routes, "/v1/instances", context -> InstanceJson.views(desk.instances(filter(context))));
        ControlApi.look(routes, "/v1/instance", context -> InstanceJson.details(desk.instance(id(context))));
        ControlApi.look(routes, "/v1/instance/why", context -> InstanceJson.sentences(desk.why(id(context))));
        ControlApi.look(routes, "/v1/instance/log", context -> {
            Query query = new Query(context);
            Optional<Integer> attempt =
                    query.text("attempt").map(given -> query.number("attempt", 1, 1, Integer.MAX_VALUE));
            return InstanceJson.log(desk.log(id(context), attempt, query.number("after", 0, 0, Integer.MAX_VALUE)));
        });
    }

    private static InstanceFilter filter(Context context) {
        Query query = new Query(context);
        return new InstanceFilter(
                query.text("workflow"),
                query.text("task"),
                query.choices("state", InstanceState.class),
                query.instant("from"),
                query.instant("to"),
                query.choice("origin", Origin.Kind.class),
                query.number("limit", 50, 1, ControlApi.MOST));
    }

    private static InstanceId id(Context context) {
        Query query = new Query(context);
        return query.read(query.required("id"), InstanceId::parse);
    }
}

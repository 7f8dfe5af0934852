package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.TaskJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.operator.Desk;
import io.tidemark.store.InstanceFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What commands ask of a running operator about instances. */
record InstanceApi(Desk desk) {
    void mount(GuardedRoutes routes) {
        ControlApi.look(routes, "/v1/tasks", context -> TaskJson.of(desk.tasks()));
        ControlApi.look(routes, "/v1/instances", context -> InstanceJson.views(desk.instances(filter(context))));
        ControlApi.look(routes, "/v1/instance", context -> InstanceJson.details(desk.instance(id(context))));
        ControlApi.look(routes, "/v1/instance/why", context -> InstanceJson.sentences(desk.why(id(context))));
        ControlApi.look(
                routes,
                "/v1/instance/log",
                context -> InstanceJson.log(desk.log(
                        id(context),
                        query(context, "attempt").map(Integer::valueOf),
                        query(context, "after").map(Integer::valueOf).orElse(0))));
    }

    private static InstanceFilter filter(Context context) {
        return new InstanceFilter(
                query(context, "workflow"),
                query(context, "task"),
                query(context, "state")
                        .map(states -> Arrays.stream(states.split(",", -1))
                                .map(InstanceState::valueOf)
                                .collect(Collectors.toSet()))
                        .orElse(Set.of()),
                query(context, "from").map(Instant::parse),
                query(context, "to").map(Instant::parse),
                query(context, "origin").map(Origin.Kind::valueOf),
                query(context, "limit").map(Integer::valueOf).orElse(50));
    }

    private static InstanceId id(Context context) {
        return InstanceId.parse(query(context, "id").orElse(""));
    }

    private static Optional<String> query(Context context, String key) {
        return Optional.ofNullable(context.queryParam(key));
    }
}

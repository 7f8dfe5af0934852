package io.tidemark.console;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.tidemark.access.Permission.ADMINISTER;
import static io.tidemark.access.Permission.LOOK;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.tidemark.access.UserName;
import io.tidemark.control.AuditJson;
import io.tidemark.control.UserJson;
import io.tidemark.login.Token;
import io.tidemark.login.UserDesk;
import io.tidemark.login.Users;
import io.tidemark.operator.Desk;
import io.tidemark.store.AuditLog;

/** Users, tokens, and what people did. Secrets of links and tokens are answered once, to whoever asked for them to be made. */
record UserApi(Users users, Desk desk) {
    private static final int MOST_EVENTS = 1000;

    void mount(GuardedRoutes routes) {
        routes.api(
                GET,
                "/v1/users",
                ADMINISTER,
                ControlApi.answering(context -> UserJson.users(desk(context).users())));
        routes.change(POST, "/v1/users", ADMINISTER, ControlApi.answering(this::add));
        routes.change(POST, "/v1/users/{name}/role", ADMINISTER, ControlApi.answering(this::setRole));
        routes.change(
                POST,
                "/v1/users/{name}/reset",
                ADMINISTER,
                ControlApi.answering(context -> token(context, desk(context).reset(name(context)))));
        routes.api(DELETE, "/v1/users/{name}", ADMINISTER, ControlApi.answering(this::remove));
        routes.api(
                GET,
                "/v1/tokens",
                LOOK,
                ControlApi.answering(context -> UserJson.tokens(desk(context).tokens())));
        routes.change(POST, "/v1/tokens", ADMINISTER, ControlApi.answering(this::issue));
        // One's own, or any for an admin; the desk knows.
        routes.api(DELETE, "/v1/tokens/{id}", LOOK, ControlApi.answering(this::revoke));
        routes.api(GET, "/v1/audit", ADMINISTER, ControlApi.answering(this::audit));
    }

    private JsonNode add(Context context) throws JsonProcessingException {
        JsonNode asked = ControlApi.body(context);
        return token(context, desk(context).add(UserJson.name(asked, "name"), UserJson.role(asked)));
    }

    private JsonNode setRole(Context context) throws JsonProcessingException {
        desk(context).setRole(name(context), UserJson.role(ControlApi.body(context)));
        return done();
    }

    private JsonNode remove(Context context) {
        desk(context).remove(name(context));
        return done();
    }

    private JsonNode issue(Context context) throws JsonProcessingException {
        return token(context, desk(context).issue(UserJson.tokenRequest(ControlApi.body(context))));
    }

    private JsonNode revoke(Context context) {
        desk(context).revoke(new Query(context).pathId("id"));
        return done();
    }

    private UserDesk desk(Context context) {
        return users.by(Gate.actor(context));
    }

    private static UserName name(Context context) {
        return new Query(context).read(context.pathParam("name"), UserName::new);
    }

    private static JsonNode token(Context context, Token token) {
        OnlyOnce.secret(context);
        return JsonNodeFactory.instance.objectNode().put("token", token.text());
    }

    private static JsonNode done() {
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private JsonNode audit(Context context) {
        Query query = new Query(context);
        ListPage page = ListPage.of(context, 100, MOST_EVENTS);
        AuditLog.Filter filter =
                new AuditLog.Filter(query.text("who"), query.text("action"), page.after(Long::valueOf), page.sought());
        return AuditJson.of(page.cut(desk.audit(filter), event -> String.valueOf(event.id())));
    }
}

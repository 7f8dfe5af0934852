package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import io.tidemark.attempt.FailureException;
import io.tidemark.login.Sessions;
import io.tidemark.login.Token;
import java.util.Optional;
import java.util.Set;

/** Lets a request through to its route if the route's rule does. A route without one is shut. Thread-safe. */
final class Gate {
    private static final String ACTOR = "actor";
    private static final String SESSION = "session";

    private final Sessions sessions;
    private final Bearers bearers;
    private final Scrapers scrapers;
    private final Refusals refusals;

    Gate(Sessions sessions, Bearers bearers, Scrapers scrapers, Refusals refusals) {
        this.sessions = sessions;
        this.bearers = bearers;
        this.scrapers = scrapers;
        this.refusals = refusals;
    }

    /** To be called when it is known which route a request goes to. */
    void pass(Context context) {
        Set<RouteRole> rules = context.routeRoles();
        RouteRole rule = rules.size() == 1 ? rules.iterator().next() : null;
        if (rule instanceof Rule.Open) {
            return;
        }
        if (rule instanceof Rule.Page page) {
            Optional<Token> session = SessionCookie.of(context);
            Optional<Actor> actor = session.flatMap(token -> sessions.find(token, context.ip()));
            session.ifPresent(token -> context.attribute(SESSION, token));
            pass(context, actor, page.needs());
        } else if (rule instanceof Rule.Api api) {
            pass(context, bearers.find(context), api.needs());
        } else if (rule instanceof Rule.Scrape) {
            if (!scrapers.know(context)) {
                pass(context, bearers.find(context), Permission.LOOK);
            }
        } else {
            throw new IllegalStateException("no rule says who may use " + context.path());
        }
    }

    private void pass(Context context, Optional<Actor> actor, Permission needs) {
        if (actor.isEmpty()) {
            refusals.stranger(context);
            context.skipRemainingHandlers();
            return;
        }
        try {
            actor.get().require(needs);
            context.attribute(ACTOR, actor.get());
        } catch (FailureException e) {
            refusals.notPermitted(context, e.failure());
            context.skipRemainingHandlers();
        }
    }

    /** Whether a request that goes to no route comes from somebody who is known. */
    boolean knows(Context context) {
        return ControlApi.has(context.path())
                ? bearers.find(context).isPresent()
                : SessionCookie.of(context)
                        .flatMap(token -> sessions.find(token, context.ip()))
                        .isPresent();
    }

    /** Who asks; to be called by routes that are not open. */
    static Actor actor(Context context) {
        Actor actor = context.attribute(ACTOR);
        if (actor == null) {
            throw new IllegalStateException("nobody has to say who they are for " + context.path());
        }
        return actor;
    }

    /** The session of who asks; to be called by routes of pages. */
    static Token session(Context context) {
        Token session = context.attribute(SESSION);
        if (session == null) {
            throw new IllegalStateException("no session is needed for " + context.path());
        }
        return session;
    }
}

package io.tidemark.console;

import com.sun.net.httpserver.HttpHandler;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.access.Permission;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.login.Sessions;
import io.tidemark.login.Token;
import io.tidemark.workflow.KnownSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JobRunr's dashboard on our port, behind our login. Thread-safe. */
final class DashboardMount implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardMount.class);

    /** Its pages style themselves from script; its front end asks its vendor for news, which connect-src refuses. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self' data:; form-action 'self'; frame-ancestors 'none'";

    private static final String NOTHING_CHANGED =
            "Tidemark starts, repeats and stops attempts by their cycles. Nothing was changed.";

    /** Well under the time after which the server gives up an idle connection. */
    private static final long BEAT_SECONDS = 5;

    private final DashboardGateway dashboard;
    private final Sessions sessions;
    private final Refusals refusals;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-beats");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> beating;

    DashboardMount(DashboardGateway dashboard, Sessions sessions, Refusals refusals) {
        this.dashboard = dashboard;
        this.sessions = sessions;
        this.refusals = refusals;
        beating = beats.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** An open stream, whose session may end before it does. */
    private record Listener(EventStream stream, Token session, String address, Runnable release) {}

    void mount(GuardedRoutes routes) {
        for (Map.Entry<String, HttpHandler> entry : dashboard.handlers().entrySet()) {
            boolean events = entry.getKey().equals("/sse");
            for (String path : Set.of(entry.getKey(), entry.getKey() + "/*")) {
                routes.page(
                        HandlerType.GET, path, Permission.LOOK, context -> serve(context, entry.getValue(), events));
            }
        }
        Map<String, Permission> buttons = Map.of(
                "POST /api/jobs/{id}/requeue", Permission.OPERATE,
                "DELETE /api/jobs/{id}", Permission.OPERATE,
                "POST /api/recurring-jobs/{id}/trigger", Permission.RUN,
                "DELETE /api/recurring-jobs/{id}", Permission.OPERATE,
                "DELETE /api/problems/{type}", Permission.OPERATE);
        HttpHandler api = Objects.requireNonNull(dashboard.handlers().get("/api"), "/api");
        buttons.forEach((button, needs) -> {
            String[] words = button.split(" ", -1);
            routes.page(HandlerType.findOrCreate(words[0]), words[1], needs, context -> serve(context, api, false));
        });
    }

    private void serve(Context context, HttpHandler handler, boolean wantsEvents) throws IOException {
        String query = context.req().getQueryString();
        String path = context.req().getRequestURI();
        if (path.contains("..")) {
            refusals.notFound(context);
            return;
        }
        URI uri = URI.create(query == null ? path : path + "?" + query);
        DashboardExchange exchange = new DashboardExchange(context, uri, wantsEvents);
        exchange.setAttribute(DashboardGateway.ACTOR, Gate.actor(context));
        boolean handled = false;
        try {
            handler.handle(exchange);
            handled = true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.debug("JobRunr's dashboard cannot answer {}", path, e);
        }
        EventStream stream = exchange.events();
        if (stream != null) {
            stay(context, exchange, stream, handled);
        } else if (!handled || exchange.getResponseCode() >= 400) {
            refuse(
                    context,
                    handled ? exchange.getResponseCode() : 404,
                    exchange.getAttribute(DashboardGateway.REFUSAL) instanceof String why ? why : NOTHING_CHANGED);
        } else {
            answer(context, exchange);
        }
    }

    private void stay(Context context, DashboardExchange exchange, EventStream stream, boolean handled) {
        if (handled && exchange.getAttribute(DashboardGateway.ON_DISCONNECT) instanceof Runnable release) {
            Listener listener = new Listener(stream, Gate.session(context), context.ip(), release);
            listeners.add(listener);
            context.future(() -> stream.ended().thenRun(() -> listeners.remove(listener)));
        }
    }

    private static void answer(Context context, DashboardExchange exchange) {
        context.status(exchange.getResponseCode());
        exchange.getResponseHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Security-Policy")) {
                context.header(name, ContentPolicy.merge(String.join("; ", values), CONTENT_POLICY));
            } else {
                context.header(name, String.join(", ", values));
            }
        });
        String type = exchange.getResponseHeaders().getFirst("Content-Type");
        if (type != null && type.startsWith("text/html")) {
            context.result(PageFoot.addedTo(exchange.body()));
        } else if (type != null && type.startsWith("application/json")) {
            context.result(KnownSecrets.masked(new String(exchange.body(), StandardCharsets.UTF_8)));
        } else {
            context.result(exchange.body());
        }
    }

    /** Whatever JobRunr wrote as an error, a stack trace mostly, stays here. */
    private void refuse(Context context, int status, String why) {
        switch (status) {
            case 400 -> refusals.answer(context, 400, "Not understood", "This address does not name a job.");
            case 403 -> refusals.answer(context, 403, "Not permitted", why);
            case 404 -> refusals.answer(context, 404, "Not found", "There is no such job or page.");
            case 409 -> refusals.answer(context, 409, "Not possible", why);
            case 417 ->
                refusals.answer(
                        context,
                        503,
                        "Too many pages",
                        "Too many dashboard pages are open. Close some, then load this one again.");
            default -> {
                LOG.warn("JobRunr's dashboard failed to answer {} with {}", context.path(), status);
                refusals.ownFault(context);
            }
        }
    }

    /** Finds out which clients have gone, and which sessions have ended. */
    void beat() {
        for (Listener listener : listeners) {
            try {
                if (!listener.stream().beat() || !mayStay(listener)) {
                    listener.release().run();
                    listener.stream().close();
                }
            } catch (RuntimeException e) {
                LOG.warn("A live page could not be checked and will be within seconds: {}", e.toString());
            }
        }
    }

    private boolean mayStay(Listener listener) {
        return sessions.find(listener.session(), listener.address())
                .filter(actor -> actor.may(Permission.LOOK))
                .isPresent();
    }

    int open() {
        return listeners.size();
    }

    @Override
    public void close() {
        beating.cancel(false);
        beats.shutdown();
        dashboard.close();
    }
}

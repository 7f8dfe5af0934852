package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logging in and out. Following a login link shows a button, and only pressing it uses the link up, because mail and chat programs
 * open links on their own.
 */
final class LoginPages {
    private static final String SESSION = "session";

    private final Logins logins;
    private final ConsoleSettings settings;
    private final Pages pages;
    private final Refusals refusals;

    LoginPages(Logins logins, ConsoleSettings settings, Pages pages, Refusals refusals) {
        this.logins = logins;
        this.settings = settings;
        this.pages = pages;
        this.refusals = refusals;
    }

    /** What the login page shows. */
    record View(String token) {}

    /** {@code GET /login?token=..}: asks, and changes nothing. */
    void ask(Context context) {
        String token = context.queryParam("token");
        if (token == null || token.isBlank()) {
            refusals.noSession(context);
        } else {
            pages.show(context, "login", new View(token));
        }
    }

    /** {@code POST /login}: uses the link up. */
    void enter(Context context) {
        String token = context.formParam("token");
        Optional<Token> session = token == null ? Optional.empty() : logins.open(new Token(token));
        if (session.isEmpty()) {
            refusals.answer(
                    context,
                    401,
                    "This link no longer works",
                    "A login link works once and for a limited time. Start Tidemark again: it prints a new one.");
            return;
        }
        context.cookie(cookie(context, session.get().text(), settings.loginMost()));
        context.header("Location", "/");
        context.status(303);
    }

    /** {@code POST /logout}: ends the session if the form came from one of its own pages. */
    void leave(Context context) {
        Token session = session(context);
        String key = context.formParam("key");
        if (session == null || key == null || !session.matchesForm(key)) {
            refusals.answer(
                    context, 403, "Not logged out", "This form is out of date. Open the start page and try again.");
            return;
        }
        logins.close(session);
        context.cookie(cookie(context, "", Duration.ZERO));
        refusals.answer(
                context, 200, "You are logged out", "To log in again, start Tidemark again: it prints a new link.");
    }

    /** Lets a request go on if it has a session, or needs none. */
    void require(Context context) {
        if (isOpenToAll(context)) {
            return;
        }
        Token session = session(context);
        if (session == null) {
            refusals.noSession(context);
            context.skipRemainingHandlers();
        } else {
            context.attribute(SESSION, session);
        }
    }

    /** The session that {@link #require} found. */
    Token required(Context context) {
        Token session = context.attribute(SESSION);
        if (session == null) {
            throw new IllegalStateException("no session is required for " + context.path());
        }
        return session;
    }

    boolean isOpen(Token session) {
        return logins.isOpen(session);
    }

    private @Nullable Token session(Context context) {
        String text = context.cookie(cookieName(context));
        Token session = text == null || text.isBlank() ? null : new Token(text);
        return session != null && logins.isOpen(session) ? session : null;
    }

    private static boolean isOpenToAll(Context context) {
        String path = context.path();
        return path.equals("/login")
                || ControlApi.has(path) // asks for its own token
                || (Door.reads(context)
                        && (path.equals("/healthz") || path.equals(MetricsPage.READY) || StaticFiles.has(path)));
    }

    /** Browsers keep one set of cookies for all ports of a host, and one machine may run two operators. */
    private static String cookieName(Context context) {
        return "tidemark-" + context.req().getLocalPort();
    }

    private static Cookie cookie(Context context, String value, Duration age) {
        return new Cookie(cookieName(context), value, "/", (int) age.toSeconds(), false, true, null, SameSite.LAX);
    }
}

package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.tidemark.attempt.Failure;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers that are not what was asked for: one sentence, as a page to a person and as JSON to a program. */
final class Refusals {
    /** Not {@code //host}, which browsers take for another server. */
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_.~@:+=-]+)+/?");

    private final Pages pages;

    Refusals(Pages pages) {
        this.pages = pages;
    }

    /** What the page of a refusal shows. */
    record View(String title, String sentence) {}

    void answer(Context context, int status, String title, String sentence) {
        context.status(status);
        context.header("Cache-Control", "no-store");
        if (ControlApi.has(context.path())) {
            Problems.answer(context, status, failure(status, sentence));
        } else if (asksForData(context.path())) {
            context.json(Map.of("error", sentence));
        } else {
            pages.show(context, "refusal", new View(title, sentence));
        }
    }

    /** In place of what the server would answer by itself. */
    void answer(Context context, HttpResponseException e) {
        if (e.getStatus() == 404) {
            notFound(context);
        } else if (e instanceof MethodNotAllowedResponse) {
            String methods = e.getDetails().getOrDefault("availableMethods", "GET");
            context.header("Allow", methods);
            answer(context, 405, "Not possible here", "This address takes " + methods + " only.");
        } else if (e.getStatus() == 429) {
            answer(
                    context,
                    429,
                    "Too many tries",
                    "There were too many tries from this address. Wait a minute, then try again.");
        } else {
            answer(context, e.getStatus(), "Not understood", "Tidemark does not understand this request.");
        }
    }

    /** To whoever is not logged in, or carries no token that works. */
    void stranger(Context context) {
        context.status(401);
        context.header("Cache-Control", "no-store");
        if (ControlApi.has(context.path())) {
            context.header("WWW-Authenticate", "Bearer realm=\"tidemark\"");
            Problems.answer(
                    context,
                    401,
                    Failure.user(
                            "TOKEN_NEEDED",
                            "This address is for programs that carry a token; there is none, or it does not work any more.",
                            "Send `Authorization: Bearer TOKEN`; `tidemark users token NAME` makes one."));
        } else if (asksForData(context.path())) {
            context.json(Map.of("error", "You are not logged in. Load the page again."));
        } else {
            String next = Door.reads(context) ? localPath(context.path()) : "/";
            pages.show(context, "login", new LoginPages.LoginView(next, null));
        }
    }

    /** To whoever may not do it. */
    void notPermitted(Context context, Failure failure) {
        if (ControlApi.has(context.path())) {
            Problems.answer(context, failure);
        } else {
            answer(context, 403, "Not permitted", failure.sentence());
        }
    }

    /** The path, if it is one of this server; else that of the start page. */
    static String localPath(@Nullable String path) {
        return path != null && PATH.matcher(path).matches() ? path : "/";
    }

    void notFound(Context context) {
        answer(context, 404, "There is no such page", "Nothing is at " + context.path() + ".");
    }

    void ownFault(Context context) {
        answer(
                context,
                500,
                "Tidemark's fault",
                "Tidemark could not answer; running cycles are not affected. Try again; if it stays, its log has the cause.");
    }

    /** To a command. */
    private static Failure failure(int status, String sentence) {
        return status >= 500
                ? Failure.bug(
                        "OPERATOR_FAULT",
                        sentence,
                        "What was asked for may have been done: look, then repeat the command if need be.")
                : Failure.user("REQUEST_REFUSED", sentence, "Use a command of the same version as the operator.");
    }

    /** The dashboard's pages do. */
    private static boolean asksForData(String path) {
        return path.startsWith("/api/") || path.startsWith("/sse/");
    }
}

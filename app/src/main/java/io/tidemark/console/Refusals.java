package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.control.FailureJson;
import java.util.Map;

/** Answers that are not what was asked for: one sentence, as a page to a person and as JSON to a program. */
final class Refusals {
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
            ControlApi.answer(context, status, FailureJson.of(failure(status, sentence)));
        } else if (asksForData(context.path())) {
            context.json(Map.of("error", sentence));
        } else {
            pages.show(context, "refusal", new View(title, sentence));
        }
    }

    void noSession(Context context) {
        answer(
                context,
                401,
                "You are not logged in",
                "Open the login link that was printed when Tidemark started. If it was used or has expired, start Tidemark"
                        + " again: it prints a new one.");
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

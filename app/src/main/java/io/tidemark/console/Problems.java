package io.tidemark.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.control.FailureJson;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.KnownSecrets;
import java.util.Locale;
import java.util.Set;

/** Why a request of the API was not carried out, as problem details (RFC 9457) with kind, code, message and advice besides. */
final class Problems {
    private static final Set<String> FORBIDDEN = Set.of("NOT_PERMITTED", "NOT_FROM_ELSEWHERE");

    private Problems() {}

    static void answer(Context context, Failure failure) {
        answer(context, status(failure), failure);
    }

    static void answer(Context context, int status, Failure failure) {
        answer(context, status, FailureJson.of(failure));
    }

    static void answer(Context context, InvalidDefinitionException invalid) {
        answer(context, 422, FailureJson.of(invalid));
    }

    private static void answer(Context context, int status, ObjectNode failure) {
        String code = failure.path("code").asText();
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        failure.put("type", "urn:tidemark:" + words.replace(' ', '-'))
                .put("title", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
                .put("status", status)
                .put(
                        "detail",
                        failure.path("message").asText() + " "
                                + failure.path("advice").asText());
        context.status(status);
        context.contentType("application/problem+json");
        context.result(KnownSecrets.masked(failure.toString()));
    }

    private static int status(Failure failure) {
        String code = failure.code();
        if (failure.kind() == FailureKind.EXTERNAL) {
            return code.equals("CHANGED_SINCE_SHOWN") ? 409 : 503;
        }
        if (failure.kind() == FailureKind.BUG) {
            return 500;
        }
        if (FORBIDDEN.contains(code)) {
            return 403;
        }
        if (code.startsWith("BAD_")) {
            return 400;
        }
        return code.endsWith("_UNKNOWN") || code.startsWith("NO_SUCH_") ? 404 : 409;
    }
}

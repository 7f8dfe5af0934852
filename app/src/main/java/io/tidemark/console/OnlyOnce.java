package io.tidemark.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.RequestKeys;
import io.tidemark.store.RequestKeys.Progress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Carries a request out once, however often it is sent with one {@code Idempotency-Key}, and answers the later ones as the first.
 * Without a key a request is carried out each time. Follows draft-ietf-httpapi-idempotency-key-header. Thread-safe.
 */
public record OnlyOnce(RequestKeys keys, InstantSource clock) {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Pattern KEY = Pattern.compile("[!-~]{8,200}");
    private static final String SECRET = "answers a secret";

    /** To be called before an answer that must not be kept. */
    static void secret(Context context) {
        context.attribute(SECRET, true);
    }

    Handler guarding(Handler handler) {
        return context -> {
            String key = context.header(HEADER);
            if (key == null) {
                handler.handle(context);
            } else if (!KEY.matcher(key).matches()) {
                Problems.answer(
                        context,
                        Query.bad("`" + HEADER + "` has 8 to 200 characters without a space")
                                .failure());
            } else {
                once(context, key, handler);
            }
        };
    }

    private void once(Context context, String key, Handler handler) throws Exception {
        RequestKeys.Request request;
        try {
            request = request(context, key);
        } catch (JsonProcessingException e) {
            Problems.answer(context, Query.bad("its body is not JSON").failure());
            return;
        } catch (FailureException e) {
            Problems.answer(context, e.failure());
            return;
        }
        keys.prune(clock.instant().minus(KEPT));
        Progress progress = keys.begin(request, clock.instant());
        if (progress instanceof Progress.Begun) {
            // What throws may have been done in part, and stays begun.
            handler.handle(context);
            keep(context, request);
        } else if (progress instanceof Progress.Answered answered) {
            repeat(context, answered);
        } else {
            boolean different = progress instanceof Progress.Different;
            Problems.answer(context, different ? 422 : 409, different ? otherRequest() : unended());
        }
    }

    private static RequestKeys.Request request(Context context, String key) throws JsonProcessingException {
        Actor actor = Gate.actor(context);
        String asked =
                context.method() + " " + context.path() + "?" + context.queryString() + "\n" + ControlApi.body(context);
        return new RequestKeys.Request(actor.way() + " " + actor.name(), key, sha256(asked));
    }

    private void keep(Context context, RequestKeys.Request request) {
        int status = context.statusCode();
        if (status < 400) {
            boolean secret = context.attribute(SECRET) != null;
            Optional<String> answer = secret ? Optional.empty() : Optional.ofNullable(context.result());
            keys.end(request, new Progress.Answered(status, answer));
        } else if (status != 500) {
            keys.forget(request);
        }
    }

    private static void repeat(Context context, Progress.Answered answered) {
        context.header(REPLAYED, "true");
        if (answered.answer().isPresent()) {
            context.status(answered.status());
            context.contentType("application/json");
            context.result(answered.answer().get());
        } else {
            Problems.answer(context, 409, answeredOnce());
        }
    }

    private static Failure otherRequest() {
        return Failure.user(
                "KEY_USED",
                "The request's `" + HEADER + "` was used for another request in the last 24 hours. Nothing was done.",
                "Give each request a key of its own, such as a random UUID.");
    }

    private static Failure unended() {
        return Failure.external(
                "REQUEST_UNENDED",
                "The first request with this `" + HEADER + "` has not ended: it still runs, or was cut off.",
                "Wait and send it again; if it stays so, look whether it was done before you use another key.");
    }

    private static Failure answeredOnce() {
        return Failure.user(
                "SECRET_ANSWERED",
                "The request was carried out, and its secret answered, once. Nothing was done now.",
                "If the secret is lost, make another: reset the user, or revoke the token and make a new one.");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

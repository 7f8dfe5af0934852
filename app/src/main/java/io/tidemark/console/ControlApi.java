package io.tidemark.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What commands ask of a running operator. Whoever may read the data directory knows the token.
 *
 * @param backUp writes a copy of the database to a path
 */
public record ControlApi(Secret token, Consumer<Path> backUp) {
    static final String BACKUP = "/v1/backup";

    /** Lets a request go on that carries the token. */
    void require(Context context) {
        String header = context.header("Authorization");
        byte[] expected = ("Bearer " + token.reveal()).getBytes(StandardCharsets.UTF_8);
        if (header == null || !MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.UTF_8))) {
            answer(
                    context,
                    401,
                    Failure.user(
                            "TOKEN_NEEDED",
                            "This address is for commands of the user who runs the operator.",
                            "Use the console instead."));
            context.skipRemainingHandlers();
        }
    }

    /** {@code POST /v1/backup} with {@code {"file": ".."}}: answers when the copy is complete. */
    void backUp(Context context) {
        try {
            JsonNode asked = new ObjectMapper().readTree(context.body());
            Path file = Path.of(asked.path("file").asText(""));
            if (!file.isAbsolute()) {
                throw Failure.user("BAD_PATH", "`file` is not an absolute path.", "Write it from the root on.")
                        .asException();
            }
            backUp.accept(file);
            context.json(Map.of("file", file.toString()));
        } catch (FailureException e) {
            answer(context, 409, e.failure());
        } catch (IOException e) {
            answer(context, 400, Failure.user("BAD_REQUEST", "The request is not JSON.", "Send {\"file\": \"..\"}."));
        }
    }

    private static void answer(Context context, int status, Failure failure) {
        context.status(status);
        context.json(Map.of(
                "kind",
                failure.kind().name(),
                "code",
                failure.code(),
                "message",
                failure.message(),
                "advice",
                failure.advice()));
    }
}

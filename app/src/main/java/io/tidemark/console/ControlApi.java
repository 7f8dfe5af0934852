package io.tidemark.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.control.BackfillJson;
import io.tidemark.control.DecisionJson;
import io.tidemark.control.FailureJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.VerifyJson;
import io.tidemark.control.VersionJson;
import io.tidemark.operator.Desk;
import io.tidemark.store.WindowFilter;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What commands ask of a running operator, under {@code /v1/}. Whoever may read the data directory knows the token.
 *
 * @param backUp writes a copy of the database to a path
 */
public record ControlApi(Secret token, Consumer<Path> backUp, Desk desk) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether an address asks for the token instead of a session. */
    static boolean has(String path) {
        return path.startsWith("/v1/");
    }

    void mount(RoutesConfig routes) {
        routes.before("/v1/*", this::require);
        routes.post("/v1/backup", answering(this::copy));
        routes.get("/v1/chains", answering(context -> LedgerJson.chains(desk.chains())));
        routes.get("/v1/chain", answering(context -> LedgerJson.chain(desk.chain(chain(context, "id")))));
        routes.get("/v1/windows", answering(context -> LedgerJson.windows(desk.windows(filter(context)))));
        routes.get(
                "/v1/windows/{id}",
                answering(context -> LedgerJson.window(desk.window(Long.parseLong(context.pathParam("id"))))));
        routes.post("/v1/verify", answering(context -> {
            JsonNode asked = body(context);
            return VerifyJson.of(desk.verify(VerifyJson.chain(asked), VerifyJson.scope(asked), VerifyJson.hint(asked)));
        }));
        routes.get(
                "/v1/backfills",
                answering(context -> BackfillJson.list(desk.backfills(Integer.parseInt(
                        Optional.ofNullable(context.queryParam("limit")).orElse("50"))))));
        routes.get(
                "/v1/backfills/{number}",
                answering(context -> BackfillJson.details(desk.backfill(Long.parseLong(context.pathParam("number"))))));
        routes.get(
                "/v1/versions",
                answering(context ->
                        VersionJson.versions(desk.versions(Optional.ofNullable(context.queryParam("workflow"))))));
        routes.get("/v1/version", answering(context -> VersionJson.version(desk.version(version(context)))));
        routes.post(
                "/v1/changes",
                answering(context -> VersionJson.changes(desk.changes(VersionJson.submission(body(context))))));
        routes.post(
                "/v1/decisions/preview",
                answering(context -> DecisionJson.of(desk.preview(DecisionJson.request(body(context))))));
        routes.post("/v1/decisions", answering(this::carryOut));
        new InstanceApi(desk).mount(routes);
    }

    /** Lets a request go on that carries the token. */
    private void require(Context context) {
        String header = context.header("Authorization");
        byte[] expected = ("Bearer " + token.reveal()).getBytes(StandardCharsets.UTF_8);
        if (header == null || !MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.UTF_8))) {
            Failure refused = Failure.user(
                    "TOKEN_NEEDED",
                    "This address is for commands of the user who runs the operator.",
                    "Use the console instead.");
            answer(context, 401, FailureJson.of(refused));
            context.skipRemainingHandlers();
        }
    }

    /** Answers when the copy is complete. */
    private JsonNode copy(Context context) throws JsonProcessingException {
        Path file = Path.of(body(context).path("file").asText(""));
        if (!file.isAbsolute()) {
            throw Failure.user("BAD_PATH", "`file` is not an absolute path.", "Write it from the root on.")
                    .asException();
        }
        backUp.accept(file);
        return JsonNodeFactory.instance.objectNode().put("file", file.toString());
    }

    /** Answers when it is done. */
    private JsonNode carryOut(Context context) throws JsonProcessingException {
        JsonNode asked = body(context);
        desk.carryOut(DecisionJson.request(asked), asked.path("seen").asText(""));
        return JsonNodeFactory.instance.objectNode().put("carriedOut", true);
    }

    private static WindowFilter filter(Context context) {
        return new WindowFilter(
                Optional.ofNullable(context.queryParam("chain")).map(ChainId::new),
                Optional.ofNullable(context.queryParam("state")).map(WindowState::valueOf),
                Integer.parseInt(
                        Optional.ofNullable(context.queryParam("limit")).orElse("50")));
    }

    private static VersionId version(Context context) {
        return VersionId.parse(Optional.ofNullable(context.queryParam("id")).orElse(""));
    }

    private static ChainId chain(Context context, String parameter) {
        return new ChainId(Optional.ofNullable(context.queryParam(parameter)).orElse(""));
    }

    /** As a stream, since a folder of workflows is larger than what strangers may send. */
    private static JsonNode body(Context context) throws JsonProcessingException {
        try {
            return JSON.readTree(context.bodyInputStream());
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an address answers, or why it does not. */
    interface Answer {
        JsonNode to(Context context) throws JsonProcessingException;
    }

    static Handler answering(Answer answer) {
        return context -> {
            try {
                answer(context, 200, answer.to(context));
            } catch (FailureException e) {
                answer(context, 409, FailureJson.of(e.failure()));
            } catch (InvalidDefinitionException e) {
                answer(context, 409, FailureJson.of(e));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
                Failure unread = Failure.user(
                        "BAD_REQUEST",
                        "The request cannot be read.",
                        "Use a command of the same version as the operator.");
                answer(context, 400, FailureJson.of(unread));
            }
        };
    }

    static void answer(Context context, int status, JsonNode json) {
        context.status(status);
        context.contentType("application/json");
        context.result(json.toString());
    }
}

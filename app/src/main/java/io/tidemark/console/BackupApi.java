package io.tidemark.console;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.tidemark.access.Permission.ADMINISTER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.operator.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Copies of the embedded database: onto the disk of the operator's machine, for its own commands; over the network, for admins.
 *
 * @param backUp writes a copy to a path where nothing is
 */
public record BackupApi(Consumer<Path> backUp, Trail trail) {
    void mount(GuardedRoutes routes) {
        routes.api(POST, "/v1/backup", ADMINISTER, ControlApi.answering(this::copy));
        routes.api(GET, "/v1/backup", ADMINISTER, this::send);
    }

    /** Answers when the copy is complete. */
    private JsonNode copy(Context context) throws JsonProcessingException {
        if (!Gate.actor(context).isHere()) {
            throw Failure.user(
                            "NOT_FROM_ELSEWHERE",
                            "A backup is written to the operator's disk, which only its own commands may do. Nothing was"
                                    + " done.",
                            "Fetch one with `tidemark backup FILE --server URL`, or run the command on its machine.")
                    .asException();
        }
        Path file = Path.of(ControlApi.body(context).path("file").asText(""));
        if (!file.isAbsolute()) {
            throw Failure.user("BAD_PATH", "`file` is not an absolute path.", "Write it from the root on.")
                    .asException();
        }
        trail.of(Gate.actor(context), "back-up", file.toString(), () -> backUp.accept(file));
        return JsonNodeFactory.instance.objectNode().put("file", file.toString());
    }

    /** The copy is in a folder that nobody else may look into, and gone when it is open to be sent. */
    private void send(Context context) throws IOException {
        Path folder = Files.createTempDirectory("tidemark-backup");
        Path copy = folder.resolve("tidemark.zip");
        try {
            trail.of(Gate.actor(context), "back-up", "over the network", () -> backUp.accept(copy));
            context.contentType("application/zip");
            context.header("Content-Length", String.valueOf(Files.size(copy)));
            context.result(Files.newInputStream(copy));
        } catch (FailureException e) {
            Problems.answer(context, e.failure());
        } finally {
            // An open file is read to its end where it stands.
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }
}

package io.tidemark.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.store.OperatorAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the operator that holds a data directory. */
record OperatorCall(OperatorAddress operator) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws FailureException what the operator said, or EXTERNAL {@code OPERATOR_UNREACHABLE} */
    void backUp(Path file) {
        String origin = "http://127.0.0.1:" + operator.port();
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/v1/backup"))
                .header("Authorization", "Bearer " + operator.token().reveal())
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .timeout(LONGEST)
                .POST(BodyPublishers.ofString(
                        JSON.createObjectNode().put("file", file.toString()).toString()))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newBuilder().connectTimeout(CONNECT).build().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw failure(answer).asException();
            }
        } catch (IOException e) {
            throw unreachable().asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable().asException(e);
        }
    }

    private Failure failure(HttpResponse<String> answer) throws IOException {
        JsonNode json = JSON.readTree(answer.body());
        return json.has("code")
                ? new Failure(
                        FailureKind.valueOf(json.path("kind").asText()),
                        json.path("code").asText(),
                        json.path("message").asText(),
                        json.path("advice").asText())
                : unreachable();
    }

    private Failure unreachable() {
        return Failure.external(
                "OPERATOR_UNREACHABLE",
                "The operator that holds the data directory did not do it; it should listen on port " + operator.port()
                        + " of 127.0.0.1.",
                "Try again, or stop it and do this without it.");
    }
}

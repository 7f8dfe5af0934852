package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.attempt.Failure;
import io.tidemark.store.OperatorAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks the operator that holds a data directory, in the name of a user of this machine. Every method throws what the operator has answered, EXTERNAL {@code
 * OPERATOR_UNREACHABLE} when it was not asked, or {@code OPERATOR_DID_NOT_ANSWER}.
 */
public record OperatorCall(OperatorAddress operator, String user) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_READ = Duration.ofMinutes(1);

    /** A submission or a preview of a large backfill takes its time. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lets it write a copy of its database. Returns the copy. */
    public Path backUp(Path file) {
        JsonNode answer = post("/v1/backup", JSON.createObjectNode().put("file", file.toString()));
        return Path.of(answer.path("file").asText());
    }

    /** @param pathAndQuery as it stands in an address */
    JsonNode get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(origin() + pathAndQuery)).GET(), LONGEST_READ);
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                LONGEST);
    }

    private JsonNode send(HttpRequest.Builder request, Duration longest) {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .build()
                    .send(
                            request.header(
                                            "Authorization",
                                            "Bearer " + operator.token().reveal())
                                    .header("Tidemark-User", user)
                                    .timeout(longest)
                                    .build(),
                            BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw FailureJson.read(json)
                        .orElseGet(
                                () -> noAnswer("it is not one of an operator").asException());
            }
            return json;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw Failure.external(
                            "OPERATOR_UNREACHABLE",
                            "The operator that holds the data directory cannot be reached; it should listen on port "
                                    + operator.port() + " of 127.0.0.1.",
                            "Nothing was done. Try again, or stop it and do this without it.")
                    .asException(e);
        } catch (HttpTimeoutException e) {
            throw noAnswer("it has been silent for " + longest.toMinutes() + " min")
                    .asException(e);
        } catch (IOException e) {
            throw noAnswer("it broke off").asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("nobody waited for it").asException(e);
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + operator.port();
    }

    /** The request was sent, so it may have been carried out. */
    private static Failure noAnswer(String why) {
        return Failure.external(
                "OPERATOR_DID_NOT_ANSWER",
                "The operator that holds the data directory gave no proper answer: " + why + ".",
                "It may have done what it was asked: look, then repeat the command if need be.");
    }
}

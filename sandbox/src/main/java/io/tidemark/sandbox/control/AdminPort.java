package io.tidemark.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The admin port of a running sandbox, as commands see it. */
final class AdminPort {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String endpoint;

    private AdminPort(String endpoint) {
        this.endpoint = endpoint;
    }

    static AdminPort at(String url) throws RefusedException {
        String endpoint = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!endpoint.matches("http://[A-Za-z0-9.-]+:[0-9]{1,5}")) {
            throw RefusedException.badInput(
                    "'" + url + "' is no address of an admin port: it looks like http://127.0.0.1:8089.");
        }
        return new AdminPort(endpoint);
    }

    JsonNode get(String path) throws RefusedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, JsonNode body) throws RefusedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode delete(String path) throws RefusedException {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) throws RefusedException {
        try {
            return HttpRequest.newBuilder(URI.create(endpoint + path)).timeout(PATIENCE);
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput("'" + endpoint + "' is no address: " + e.getMessage() + ".");
        }
    }

    private JsonNode send(HttpRequest request) throws RefusedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return answer;
            }
            String sentence = answer.path("error").asText("");
            throw response.statusCode() < 500 && !sentence.isEmpty()
                    ? RefusedException.badInput(sentence)
                    : RefusedException.failed("The sandbox at " + endpoint + " failed with status "
                            + response.statusCode() + ": its standard error says why.");
        } catch (JsonProcessingException e) {
            throw RefusedException.badInput("What answers at " + endpoint
                    + " is no admin port: give --admin the address behind 'admin=' in the sandbox's ready line.");
        } catch (IOException e) {
            throw RefusedException.failed("No admin port answers at " + endpoint
                    + ": start the sandbox with --admin-port, or name another address with --admin.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.failed("Interrupted before the sandbox answered.");
        }
    }
}

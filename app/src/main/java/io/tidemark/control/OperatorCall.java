package io.tidemark.control;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.OperatorAddress;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Asks an operator. Every method throws what the operator has answered, EXTERNAL {@code OPERATOR_UNREACHABLE} when it was not
 * asked, or {@code OPERATOR_DID_NOT_ANSWER}.
 *
 * @param origin where it listens, without a path
 * @param localUser in whose name, if the token is that of the operator's own machine
 * @param trust for https; absent for what Java trusts
 */
public record OperatorCall(URI origin, Secret token, Optional<String> localUser, Optional<SSLContext> trust) {
    private static final System.Logger LOG = System.getLogger(OperatorCall.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_READ = Duration.ofMinutes(1);

    /** A submission or a preview of a large backfill takes its time. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Of the operator that holds a data directory of this machine, in the name of a user of it. */
    public static OperatorCall here(OperatorAddress operator, String user) {
        return new OperatorCall(
                URI.create("http://127.0.0.1:" + operator.port()),
                operator.token(),
                Optional.of(user),
                Optional.empty());
    }

    /** Of an operator elsewhere. */
    public static OperatorCall elsewhere(URI server, Secret token, Optional<SSLContext> trust) {
        return new OperatorCall(
                URI.create(server.getScheme() + "://" + server.getRawAuthority()), token, Optional.empty(), trust);
    }

    /** Lets it write a copy of its database. Returns the copy. */
    public Path backUp(Path file) {
        JsonNode answer = post("/v1/backup", JSON.createObjectNode().put("file", file.toString()));
        return Path.of(answer.path("file").asText());
    }

    /**
     * Fetches a copy of its database into an empty file, which is removed again if that fails.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code FILE_NOT_WRITTEN} among others
     */
    public void fetchBackup(Path file) {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/v1/backup"))
                .header("Authorization", "Bearer " + token.reveal())
                .timeout(LONGEST)
                .build();
        boolean whole = false;
        try {
            HttpResponse<InputStream> answer = client().send(request, BodyHandlers.ofInputStream());
            try (InputStream content = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw FailureJson.read(JSON.readTree(content))
                            .orElseGet(() ->
                                    noAnswer("it is not one of an operator").asException());
                }
                // Into the file that is there, since only its owner may read it.
                try (OutputStream out = Files.newOutputStream(file)) {
                    whole = content.transferTo(out)
                            == answer.headers()
                                    .firstValueAsLong("Content-Length")
                                    .orElse(-1);
                }
            }
            if (!whole) {
                throw noAnswer("the copy broke off").asException();
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (IOException e) {
            throw noAnswer("it broke off, or the file cannot be written").asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("nobody waited for it").asException(e);
        } finally {
            if (!whole) {
                remove(file);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} is not whole, and could not be removed: {1}", file, e.getMessage());
        }
    }

    /** Whether it can do its work, a line for each thing that it needs. */
    public List<String> readiness() {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/readyz"))
                .timeout(LONGEST_READ)
                .build();
        try {
            return client().send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("nobody waited for it").asException(e);
        }
    }

    /** @param pathAndQuery as it stands in an address */
    JsonNode get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(origin.resolve(pathAndQuery)).GET(), LONGEST_READ, 2);
    }

    /** If the connection breaks off, it is sent once more, with the same key: the operator does it once. */
    JsonNode post(String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.toString()));
        return send(request, LONGEST, 2);
    }

    JsonNode delete(String path) {
        return send(HttpRequest.newBuilder(origin.resolve(path)).DELETE(), LONGEST, 1);
    }

    private JsonNode send(HttpRequest.Builder request, Duration longest, int tries) {
        request.setHeader("Authorization", "Bearer " + token.reveal()).timeout(longest);
        localUser.ifPresent(user -> request.setHeader("Tidemark-User", user));
        try {
            HttpResponse<String> answer = client().send(request.build(), BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw FailureJson.read(json)
                        .orElseGet(
                                () -> noAnswer("it is not one of an operator").asException());
            }
            return json;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (SSLException e) {
            throw Failure.external(
                            "CERTIFICATE_NOT_TRUSTED",
                            "There is no trusted connection to " + origin + ": " + e.getMessage() + ".",
                            "Nothing was done. If its certificate is not from an authority that Java knows, name it with"
                                    + " --certificate FILE.")
                    .asException(e);
        } catch (HttpTimeoutException e) {
            throw noAnswer("it has been silent for " + longest.toMinutes() + " min")
                    .asException(e);
        } catch (IOException e) {
            if (tries > 1) {
                return send(request, longest, tries - 1);
            }
            throw noAnswer("it broke off").asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("nobody waited for it").asException(e);
        }
    }

    private HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
        trust.ifPresent(client::sslContext);
        return client.build();
    }

    private FailureException unreachable(IOException e) {
        return Failure.external(
                        "OPERATOR_UNREACHABLE",
                        localUser.isPresent()
                                ? "The operator that holds the data directory cannot be reached; it should listen at "
                                        + origin + "."
                                : "The operator at " + origin + " cannot be reached.",
                        "Nothing was done. Try again"
                                + (localUser.isPresent()
                                        ? ", or stop it and do this without it."
                                        : ", or correct --server."))
                .asException(e);
    }

    /** The request was sent, so it may have been carried out. */
    private static Failure noAnswer(String why) {
        return Failure.external(
                "OPERATOR_DID_NOT_ANSWER",
                "The operator gave no proper answer: " + why + ".",
                "It may have done what it was asked: look, then repeat the command if need be.");
    }
}

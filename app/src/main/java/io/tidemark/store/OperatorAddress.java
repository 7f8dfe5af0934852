package io.tidemark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the operator that holds a data directory listens, in the file {@code operator.json} of that directory. Only its owner
 * may read it. One that was killed leaves it behind, and something else may hold the directory and listen there by then: the
 * address is only that of the process that has the lock.
 *
 * @param port on 127.0.0.1
 * @param token what a request carries
 */
public record OperatorAddress(int port, Secret token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A token that nobody guesses: 256 random bits. */
    public static Secret newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Leaves the address in the directory.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code DATA_DIRECTORY_UNUSABLE}
     */
    public void write(DataDirectory directory) {
        Path file = file(directory.path());
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, DataDirectory.ownerOnly("rw-------"));
            Files.writeString(
                    file,
                    JSON.createObjectNode()
                            .put("port", port)
                            .put("token", token.reveal())
                            .put("pid", ProcessHandle.current().pid())
                            .toString());
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What the holder of the directory has written there; empty if it has not, or not all of it yet. */
    public static Optional<OperatorAddress> read(Path directory) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file(directory)));
            return json.path("token").isTextual()
                            && LockHolder.isHeldBy(directory, json.path("pid").asLong())
                    ? Optional.of(new OperatorAddress(
                            json.path("port").asInt(),
                            new Secret(json.path("token").asText())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The operator stops. */
    public static void remove(DataDirectory directory) {
        try {
            Files.deleteIfExists(file(directory.path()));
        } catch (IOException e) {
            throw DataDirectory.unusable(directory.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("operator.json");
    }
}

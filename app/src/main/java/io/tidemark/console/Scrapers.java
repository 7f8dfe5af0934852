package io.tidemark.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Knows who collects figures by the token of a file, so that the database is not asked: whoever watches it has to get in while it is
 * away. The file is read each time, and may be replaced while the operator runs.
 *
 * @param file absent if nobody has such a token
 */
record Scrapers(Optional<Path> file) {
    /** Whether the request carries what the file holds now; a file that cannot be read, or holds too little, lets nobody in. */
    boolean know(Context context) {
        return file.flatMap(Scrapers::token)
                .map(token -> MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        Bearers.carried(context).orElse("").getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    private static Optional<String> token(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(Listening::isScrapeToken);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

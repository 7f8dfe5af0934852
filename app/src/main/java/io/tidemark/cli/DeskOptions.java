package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that an operator can carry out, on this machine or on another one. */
final class DeskOptions extends GlobalOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "of an operator elsewhere, such as https://tidemark.example.com; --data does not count then")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "has the API token for --server, as `tidemark users token` has printed it")
    private @Nullable Path tokenFile;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "PEM with the certificates to trust for --server (default: those that Java trusts)")
    private @Nullable Path certificate;

    @Option(names = "--insecure", description = "lets the token travel over http to another machine, for all to read")
    private boolean insecure;

    /**
     * The operator elsewhere; absent if none was named.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_OPTION} or {@code TOKEN_FILE}
     */
    Optional<OperatorElsewhere> elsewhere() {
        if (server == null) {
            if (tokenFile != null || certificate != null || insecure) {
                throw badOption(
                        "--token-file, --certificate and --insecure belong to --server.", "Name the server, too.");
            }
            return Optional.empty();
        }
        if (tokenFile == null) {
            throw badOption("--server needs --token-file FILE.", "`tidemark users token NAME` makes a token.");
        }
        boolean http = "http".equals(server.getScheme());
        if (server.getHost() == null || !(http || "https".equals(server.getScheme()))) {
            throw badOption("--server " + server + " is not an address.", "Write https://HOST or https://HOST:PORT.");
        }
        if (http && !isLoopback(server.getHost()) && !insecure) {
            throw badOption(
                    "Over http everybody on the way to " + server.getHost() + " could read the token.",
                    "Write https://, or pass --insecure if nobody else is on that network.");
        }
        return Optional.of(new OperatorElsewhere(server, token(tokenFile), Optional.ofNullable(certificate)));
    }

    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }

    private static Secret token(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127)) {
                return new Secret(text);
            }
            throw tokenFile(file, "it does not hold one line with a token");
        } catch (IOException e) {
            throw tokenFile(file, "it cannot be read");
        }
    }

    private static RuntimeException tokenFile(Path file, String why) {
        return Failure.user(
                        "TOKEN_FILE",
                        "The token file " + file + " is of no use: " + why + ".",
                        "Write there what `tidemark users token` has printed.")
                .asException();
    }

    private static RuntimeException badOption(String sentence, String advice) {
        return Failure.user("BAD_OPTION", sentence, advice).asException();
    }
}

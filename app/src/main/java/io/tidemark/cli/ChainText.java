package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.ChainId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Chains on the command line. */
final class ChainText {
    private ChainText() {}

    /**
     * The chain of this name; a script that is there stands for its own chain, as for {@code tidemark run}.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code BAD_CHAIN_NAME}
     */
    static ChainId read(String text) {
        try {
            return new ChainId(script(text).map(Path::toString).orElse(text));
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_CHAIN_NAME",
                            "`" + text.replaceAll("\\p{Cntrl}", " ") + "` cannot be a chain: " + e.getMessage() + ".",
                            "`tidemark checkpoints list` shows the chains that there are.")
                    .asException(e);
        }
    }

    private static Optional<Path> script(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize()).filter(Files::isRegularFile);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}

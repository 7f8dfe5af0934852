package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.ChainId;

/** Chains on the command line. */
final class ChainText {
    private ChainText() {}

    /** @throws io.tidemark.attempt.FailureException USER {@code BAD_CHAIN_NAME} */
    static ChainId read(String text) {
        try {
            return new ChainId(text);
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_CHAIN_NAME",
                            "`" + text.replaceAll("\\p{Cntrl}", " ") + "` cannot be a chain: " + e.getMessage() + ".",
                            "`tidemark checkpoints list` shows the chains that there are.")
                    .asException(e);
        }
    }
}

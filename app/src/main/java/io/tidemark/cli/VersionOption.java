package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.VersionId;

/** A version that was named on the command line. */
final class VersionOption {
    private VersionOption() {}

    /** @throws io.tidemark.attempt.FailureException USER {@code BAD_VERSION} */
    static VersionId parse(String text) {
        try {
            return VersionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_VERSION", e.getMessage() + ".", "`tidemark versions` lists those that there are.")
                    .asException(e);
        }
    }
}

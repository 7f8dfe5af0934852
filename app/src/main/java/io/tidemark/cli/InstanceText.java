package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;

/** Ids of instances on the command line. */
final class InstanceText {
    static final String EXAMPLE = "such as earthquakes/changes@2026-11-22T10:05+08:00, in any offset";

    private InstanceText() {}

    /** @throws io.tidemark.attempt.FailureException USER {@code BAD_INSTANCE_ID} */
    static InstanceId read(String text) {
        try {
            return InstanceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_INSTANCE_ID",
                            e.getMessage() + ".",
                            "`tidemark instances list` shows the cycles that there are.")
                    .asException(e);
        }
    }
}

package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.GapPolicy;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person decides about one run that a workflow would declare or never do. */
final class HandDecisions {
    @Option(
            names = "--on-gap",
            paramLabel = "extend|fail|accept",
            description =
                    "when the window begins behind the end of the last one: begin there (default), refuse, or leave"
                            + " out what lies between and show it as a gap")
    private @Nullable String onGap;

    @Option(
            names = "--again",
            paramLabel = "REASON",
            description = "append a window once more that is committed already: its rows are doubled on purpose")
    private @Nullable String again;

    SyncRequest in(SyncRequest request) {
        String reason = again;
        if (reason != null && reason.isBlank()) {
            throw Failure.user("BAD_OPTION", "--again needs a reason.", "Say why the rows are to be there twice.")
                    .asException();
        }
        return request.with(onGap == null ? request.onGap() : policy(onGap), Optional.ofNullable(reason));
    }

    private static GapPolicy policy(String text) {
        for (GapPolicy policy : GapPolicy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
                return policy;
            }
        }
        throw Failure.user(
                        "BAD_OPTION",
                        "--on-gap " + text + " is none of extend, fail and accept.",
                        "Write one of these.")
                .asException();
    }
}

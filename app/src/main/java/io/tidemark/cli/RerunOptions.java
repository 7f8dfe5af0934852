package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.operator.RerunTerms;
import picocli.CommandLine.Option;

/** In what way instances run once more. */
final class RerunOptions {
    @Option(names = "--force", description = "also if `rerun` of the task does not allow it; needs a --reason")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with each instance")
    private String reason = "";

    RerunTerms terms() {
        if (force && reason.isBlank()) {
            throw Failure.user("BAD_OPTION", "--force needs a --reason.", "Say why what is declared does not count.")
                    .asException();
        }
        return new RerunTerms(force, reason.strip());
    }
}

package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureKind;
import io.tidemark.attempt.Outcome;

/** What the process says to the shell. */
enum ExitCode {
    DONE(0),
    /** The task failed. */
    FAILED(1),
    /** Bad input or configuration. */
    BAD_INPUT(2),
    NOT_PERMITTED(3),
    INTERRUPTED(130);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    static ExitCode of(Failure failure) {
        if (failure.code().equals("NOT_PERMITTED")) {
            return NOT_PERMITTED;
        }
        return failure.kind() == FailureKind.USER && !failure.code().equals("DIRTY_RECORDS_OVER_LIMIT")
                ? BAD_INPUT
                : FAILED;
    }

    /** A service that was never reached is a wrong address as far as anybody can tell. */
    static ExitCode of(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            boolean neverReached =
                    failed.counts().read() == 0 && failed.failure().code().endsWith("_UNREACHABLE");
            return neverReached ? BAD_INPUT : of(failed.failure());
        }
        if (outcome instanceof Outcome.Cancelled) {
            return INTERRUPTED;
        }
        return outcome instanceof Outcome.Succeeded ? DONE : FAILED;
    }
}

package io.tidemark.attempt;

import io.tidemark.workflow.KnownSecrets;
import java.util.Objects;

/**
 * Why an attempt, a command or a check did not succeed.
 *
 * @param kind whose turn it is
 * @param code stable, upper case with underscores; scripts may match it
 * @param message one sentence that says what happened, with names and numbers; never a stack trace; secrets in it are masked
 * @param advice one sentence that says what to do next
 */
public record Failure(FailureKind kind, String code, String message, String advice) {
    public Failure {
        Objects.requireNonNull(kind);
        if (!code.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("not a failure code: " + code);
        }
        if (message.isBlank() || advice.isBlank()) {
            throw new IllegalArgumentException("a failure needs a message and an advice: " + code);
        }
        message = KnownSecrets.masked(message);
        advice = KnownSecrets.masked(advice);
    }

    public static Failure user(String code, String message, String advice) {
        return new Failure(FailureKind.USER, code, message, advice);
    }

    public static Failure external(String code, String message, String advice) {
        return new Failure(FailureKind.EXTERNAL, code, message, advice);
    }

    public static Failure limit(String code, String message, String advice) {
        return new Failure(FailureKind.LIMIT, code, message, advice);
    }

    public static Failure bug(String code, String message, String advice) {
        return new Failure(FailureKind.BUG, code, message, advice);
    }

    /** Message and advice as two sentences on one line. */
    public String sentence() {
        return message + " " + advice;
    }

    /** This failure as an exception; the cause is chained, never pasted into the message. */
    public FailureException asException(Throwable cause) {
        return new FailureException(this, cause);
    }

    /** This failure as an exception without a cause. */
    public FailureException asException() {
        return new FailureException(this);
    }
}

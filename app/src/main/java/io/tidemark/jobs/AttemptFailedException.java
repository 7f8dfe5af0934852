package io.tidemark.jobs;

/**
 * Makes JobRunr fail a job. It carries one sentence and no stack trace, because JobRunr stores a failed job's exception in full
 * and shows it to everybody who opens the dashboard.
 */
final class AttemptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AttemptFailedException(String sentence) {
        super(sentence, null, false, false);
    }
}

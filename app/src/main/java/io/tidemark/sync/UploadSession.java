package io.tidemark.sync;

import java.util.List;
import java.util.Set;

/**
 * An upload session of the target. Thread-safe. Network and service errors are {@link
 * io.tidemark.attempt.FailureException}s: codes {@code TARGET_UNREACHABLE}, {@code TARGET_BUSY}, {@code ACCESS_DENIED},
 * {@code TARGET_REFUSED}.
 */
public interface UploadSession {
    String id();

    /** Starts a block; a block of the same id that was finished before is replaced when this one is. Not retried inside. */
    BlockWriter openBlock(long blockId);

    /** Asks the target now. NOT_FOUND is an answer; being unreachable or refused is a failure. */
    View view();

    /**
     * Sends the commit of exactly these blocks. Returns when the target has acknowledged it; after any failure nothing is
     * known until {@link #view} is asked.
     */
    void commit(List<Long> blocks);

    /** What the target knows of the session. */
    record View(SessionStatus status, Set<Long> blocks) {
        public View {
            blocks = Set.copyOf(blocks);
        }
    }
}

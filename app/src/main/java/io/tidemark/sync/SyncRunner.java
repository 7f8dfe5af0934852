package io.tidemark.sync;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Outcome;

/** Runs one window. */
public interface SyncRunner {
    /** Runs a window to its end. A success has been recorded through the context's completion when it is returned. */
    Outcome run(SyncRequest request, AttemptContext context);
}

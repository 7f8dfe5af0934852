package io.tidemark.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What another thread has worked out, or threw. */
final class Awaited {
    private Awaited() {}

    /** Waits; what the other thread threw is thrown as it was. */
    static <T> T of(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}

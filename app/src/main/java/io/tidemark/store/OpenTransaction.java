package io.tidemark.store;

import org.jdbi.v3.core.Handle;

/** A transaction on its way. Used by the one thread that it belongs to. */
final class OpenTransaction {
    private final Handle handle;
    private boolean doomed;

    OpenTransaction(Handle handle) {
        this.handle = handle;
    }

    Handle handle() {
        return handle;
    }

    /** Something inside has failed: whatever happens further out, this is never committed. */
    void doom() {
        doomed = true;
    }

    /**
     * To be called before the commit.
     *
     * @throws IllegalStateException if this must not be committed
     */
    void requireSound() {
        if (doomed) {
            throw new IllegalStateException(
                    "part of this transaction failed and the failure was swallowed; nothing of it was committed");
        }
    }
}

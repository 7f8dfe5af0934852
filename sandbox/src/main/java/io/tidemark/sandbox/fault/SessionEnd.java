package io.tidemark.sandbox.fault;

import java.util.Locale;

/** How an upload session of MaxCompute can end without a commit. */
public enum SessionEnd {
    EXPIRED,
    CANCELED,
    CRITICAL,
    /** There is no such session any more. */
    FORGOTTEN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

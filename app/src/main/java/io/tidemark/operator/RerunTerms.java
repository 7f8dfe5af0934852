package io.tidemark.operator;

import io.tidemark.access.Permission;
import java.util.Optional;

/**
 * In what way a person wants instances to run once more.
 *
 * @param force whether also those run whose tasks do not allow it
 * @param reason why, for whoever asks later; not blank if it is forced
 */
public record RerunTerms(boolean force, String reason) {
    public RerunTerms {
        if (force && reason.isBlank()) {
            throw new IllegalArgumentException("forcing a rerun needs a reason");
        }
    }

    /** What whoever asks for it must be permitted. */
    Permission needs() {
        return force ? Permission.OVERRIDE : Permission.OPERATE;
    }

    Optional<String> reasonIfAny() {
        return Optional.of(reason).filter(text -> !text.isBlank());
    }
}

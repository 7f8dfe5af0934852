package io.tidemark.probe;

import io.tidemark.attempt.FailureException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that a key must be allowed to do.
 *
 * @param what behind "may", for a sentence: {@code list the tables}
 * @param action how the service calls it, for whoever grants it: {@code ots:ListTable}
 * @param trial a call that shows it and changes nothing; answers nothing when it is allowed, or why that cannot be tried; throws
 *     the failure when it was refused
 */
public record Permission(String what, String action, Supplier<Optional<String>> trial) {
    /** The code of failures that say no. */
    static final String DENIED = "ACCESS_DENIED";

    /** One that can always be tried. */
    public static Permission of(String what, String action, Runnable trial) {
        return new Permission(what, action, () -> {
            trial.run();
            return Optional.empty();
        });
    }

    Finding tried() {
        try {
            return trial.get()
                    .map(why ->
                            Finding.unknown(Check.PERMISSION, "Whether the key may " + named() + " is open: " + why))
                    .orElseGet(() -> Finding.ok(Check.PERMISSION, "The key may " + named() + "."));
        } catch (FailureException e) {
            return e.failure().code().equals(DENIED)
                    ? Finding.failed(
                            Check.PERMISSION,
                            "The key may not " + named() + ". " + e.failure().message(),
                            "Grant " + action + " to the user or role whose key this is.")
                    : Finding.failed(
                            Check.PERMISSION,
                            "The key could not " + named() + ". " + e.failure().message(),
                            e.failure().advice());
        }
    }

    private String named() {
        return what + " (" + action + ")";
    }
}

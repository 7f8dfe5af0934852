package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.util.Optional;

/** What a window would become if it were run. */
public sealed interface Prospect {
    /**
     * A window of its own at the end of its chain.
     *
     * @param window begins at the chain's head, which may be before the time that was asked for
     * @param gap what is left out before it, and shown
     * @param first whether it is the first window of its chain, which is found by time
     */
    record Fresh(Window window, Optional<Window> gap, boolean first) implements Prospect {}

    /** It begins a gap that is filled up to its end. */
    record Filled(Window gap) implements Prospect {}

    /** It is committed and replaced by the same records. */
    record Rewritten(LedgerWindow row) implements Prospect {}

    /** Its commit did not go in: the same records are written at last. */
    record Reopened(LedgerWindow row) implements Prospect {}

    /** Its commit was begun, and is brought to its end. */
    record Settled(LedgerWindow row) implements Prospect {}

    /** It is appended and committed: nothing is written. */
    record AlreadyCommitted(Window window, Instant at) implements Prospect {}

    /** A person or a recovery comes first. */
    record Waits(Failure reason) implements Prospect {}

    /** Not as it was asked for. */
    record Refused(Failure reason) implements Prospect {}

    /** Whether its records are not known, as far as can be told now, before those of the windows before it are. */
    default boolean needsOrder() {
        return this instanceof Fresh || this instanceof Filled || this instanceof Waits;
    }
}

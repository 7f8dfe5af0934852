package io.tidemark.store;

import java.time.Instant;

/**
 * What a person did to a chain.
 *
 * @param by who it was, as the operating system knows them
 * @param detail what exactly, in words
 */
public record ChainEvent(Instant at, String by, Action action, String detail) {
    /** Kinds of what is done to chains. */
    public enum Action {
        /** It got another name. */
        MOVED,
        /** Its head was set back. */
        REWOUND,
        /** Its ledger was made to agree with its witnesses. */
        RECOVERED,
        /** Somebody said where it goes on. */
        HEAD_NAMED,
        /** Somebody said whether a commit went in. */
        RESOLVED,
        /** Records had expired unread, and somebody let the chain go on without them. */
        LOSS_ACCEPTED,
        /** A committed window was appended once more on purpose. */
        APPENDED_AGAIN
    }
}

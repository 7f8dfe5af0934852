package io.tidemark.operator;

import java.time.Duration;

/** Does something later, once or again and again. Comes in by constructor, so that tests turn it by hand. Thread-safe. */
public interface Pulse {
    /** Calls the action after each interval, never twice at once, until the beat is closed. The action throws nothing. */
    Beat every(Duration interval, Runnable action);

    /** Calls the action once after a delay, unless the beat or the pulse is closed before. The action throws nothing. */
    Beat after(Duration delay, Runnable action);

    /** Something that is being done again and again. */
    interface Beat extends AutoCloseable {
        /** Stops it; a call that is under way may still end. */
        @Override
        void close();
    }
}

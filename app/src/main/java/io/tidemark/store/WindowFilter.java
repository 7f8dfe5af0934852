package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.WindowState;
import java.util.Optional;

/**
 * Which windows a list shows; what is absent does not matter.
 *
 * @param most 1 or more
 * @param after only those that stand behind this place in the list; absent from the first one on
 */
public record WindowFilter(
        Optional<ChainId> chain, Optional<WindowState> state, int most, Optional<WindowPlace> after) {
    public WindowFilter {
        if (most < 1) {
            throw new IllegalArgumentException("a list shows 1 window or more");
        }
    }

    /** From the first one on. */
    public WindowFilter(Optional<ChainId> chain, Optional<WindowState> state, int most) {
        this(chain, state, most, Optional.empty());
    }
}

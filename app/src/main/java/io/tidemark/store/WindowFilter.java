package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.WindowState;
import java.util.Optional;

/**
 * Which windows a list shows; what is absent does not matter.
 *
 * @param most 1 or more
 */
public record WindowFilter(Optional<ChainId> chain, Optional<WindowState> state, int most) {
    public WindowFilter {
        if (most < 1) {
            throw new IllegalArgumentException("a list shows 1 window or more");
        }
    }
}

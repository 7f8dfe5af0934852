package io.tidemark.sync;

import java.util.Optional;

/**
 * What a window takes its records out of.
 *
 * @param gap as the ledger has it; the window begins where it does
 * @param edge where the gap ends: the positions at which the window behind it begins
 */
public record GapFill(Window gap, Checkpoints edge) {
    /** Whether nothing of the gap is left behind the window: its records are bounded by the edge alone. */
    boolean isWhole(Window window) {
        return window.end().equals(gap.end());
    }

    /** The span that is still left out behind the window. */
    public Optional<Window> rest(Window window) {
        return isWhole(window) ? Optional.empty() : Optional.of(new Window(window.end(), gap.end()));
    }
}

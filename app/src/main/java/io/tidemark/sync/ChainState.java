package io.tidemark.sync;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a claim is decided on.
 *
 * @param streamId the stream that the chain has read so far
 * @param version raised whenever the head moves
 * @param head how far the chain has come, exclusive: the next window begins here; absent before the first end checkpoints
 * @param headWindow the window that ends at the head; absent also when a person has named the head
 * @param toBeRecovered why nothing may be claimed, if so
 * @param windows at least all that are neither COMMITTED nor GAP, the one that ends where the asked one ends, and the last
 *     that begins where the asked one begins or before
 */
public record ChainState(
        ChainId id,
        String streamId,
        long version,
        Optional<Instant> head,
        Optional<LedgerWindow> headWindow,
        Optional<String> toBeRecovered,
        List<LedgerWindow> windows) {
    /** Puts the windows in the order of their starts. */
    public ChainState {
        windows = windows.stream()
                .sorted(Comparator.comparing(window -> window.window().start()))
                .toList();
    }
}

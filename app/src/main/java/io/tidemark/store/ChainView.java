package io.tidemark.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A chain as it is shown.
 *
 * @param version how often the head has moved
 * @param head how far the chain has come, exclusive
 * @param toBeRecovered why nothing may be claimed, if so
 */
public record ChainView(
        String id,
        String streamId,
        long version,
        Optional<Instant> head,
        Optional<String> toBeRecovered,
        Instant createdAt) {}

package io.tidemark.store;

import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of a chain.
 *
 * @param windows how many there are in each state
 * @param gaps what was left out, in order
 * @param head where it goes on in each shard; of none when it goes on by time
 * @param events what people did to it, in order
 */
public record ChainDetails(
        ChainView chain,
        Map<WindowState, Long> windows,
        List<Window> gaps,
        Checkpoints head,
        List<ChainEvent> events) {}

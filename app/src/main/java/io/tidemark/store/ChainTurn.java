package io.tidemark.store;

import io.tidemark.sync.ChainId;
import java.util.Optional;

/**
 * How a chain stands towards an instance whose last attempt ended in a failure.
 *
 * @param code of that failure
 * @param toBeRecovered why the chain is stopped, if it is
 * @param undecided id of a window whose commit nobody can prove
 * @param earlier id of a window that was begun and has to be committed before the one of that attempt
 */
public record ChainTurn(
        String code, ChainId chain, Optional<String> toBeRecovered, Optional<Long> undecided, Optional<Long> earlier) {}

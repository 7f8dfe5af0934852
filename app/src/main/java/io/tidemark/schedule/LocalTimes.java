package io.tidemark.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/** Times on a calendar without a zone. Pure and thread-safe. */
public interface LocalTimes {
    /** The first after a time, exclusive; empty when there is none. */
    Optional<LocalDateTime> nextAfter(LocalDateTime time);

    boolean contains(LocalDateTime time);
}

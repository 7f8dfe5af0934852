package io.tidemark.operator;

import java.util.List;
import java.util.UUID;

/**
 * An attempt that waits for a worker.
 *
 * @param attempt id of the attempt; the job has the same one
 * @param name for people: {@code earthquakes/changes @ 2026-11-22 10:05 #1}
 * @param labels at most three of at most 45 characters
 */
public record AttemptTicket(UUID attempt, String name, List<String> labels) {
    public AttemptTicket {
        labels = List.copyOf(labels);
    }
}

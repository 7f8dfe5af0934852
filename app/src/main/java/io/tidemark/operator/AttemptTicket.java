package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import java.nio.charset.StandardCharsets;
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
    private static final int LONGEST_LABEL = 45;

    public AttemptTicket {
        labels = List.copyOf(labels);
        if (labels.size() > 3 || labels.stream().anyMatch(label -> label.length() > LONGEST_LABEL)) {
            throw new IllegalArgumentException("a ticket has at most three labels of at most 45 characters");
        }
    }

    /** The ticket of an attempt; the same instance and number always give the same id. */
    static AttemptTicket of(InstanceId instance, int number) {
        return new AttemptTicket(
                UUID.nameUUIDFromBytes((instance + "#" + number).getBytes(StandardCharsets.UTF_8)),
                name(instance, number),
                List.of(
                        label(instance.task().workflow()),
                        label("cycle " + instance.cycleText()),
                        label(instance.origin().toString())));
    }

    /** An attempt for people: {@code earthquakes/changes @ 2026-11-22 10:05 #1}. */
    static String name(InstanceId instance, int number) {
        return instance.task() + " @ " + instance.cycleText() + " #" + number;
    }

    private static String label(String text) {
        if (text.length() <= LONGEST_LABEL) {
            return text;
        }
        int end = LONGEST_LABEL - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

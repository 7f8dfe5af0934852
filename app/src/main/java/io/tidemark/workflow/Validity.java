package io.tidemark.workflow;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The days on which cycles exist, in the workflow's zone.
 *
 * @param from the first day; absent: since ever
 * @param to the last day, inclusive; absent: for ever
 */
public record Validity(Optional<LocalDate> from, Optional<LocalDate> to) {
    public static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

    public Validity {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException(
                    "a validity from " + from.get() + " to " + to.get() + " holds no day; let it end after it begins");
        }
    }

    public boolean contains(LocalDate day) {
        return from.filter(day::isBefore).isEmpty() && to.filter(day::isAfter).isEmpty();
    }
}

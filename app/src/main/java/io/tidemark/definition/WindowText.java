package io.tidemark.definition;

import io.tidemark.sync.Window;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** The span of time that a script asks for, in the form in which it was written. */
sealed interface WindowText {
    /** The window in a time zone; empty, with a problem, if the text names none. */
    Optional<Window> window(ZoneId zone, Problems problems);

    /**
     * A start and an end.
     *
     * @param milliseconds whether 13 digits of milliseconds are allowed too
     */
    record StartAndEnd(Located.Text start, Located.Text end, boolean milliseconds) implements WindowText {
        @Override
        public Optional<Window> window(ZoneId zone, Problems problems) {
            Optional<Instant> from = instant(start, zone, problems);
            Optional<Instant> to = instant(end, zone, problems);
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            if (!from.get().isBefore(to.get())) {
                problems.error(
                        start.place(),
                        "the window starts at " + start.value().text() + " (" + from.get() + ") and ends at "
                                + end.value().text() + " (" + to.get() + "); let it end after it starts");
                return Optional.empty();
            }
            return Optional.of(new Window(from.get(), to.get()));
        }

        private Optional<Instant> instant(Located.Text text, ZoneId zone, Problems problems) {
            try {
                return Optional.of(
                        milliseconds
                                ? TimeText.millisecondsOrLocal(text.value(), zone)
                                : TimeText.localOnly(text.value(), zone));
            } catch (Mistake e) {
                problems.error(text.place(), e.sentence());
                return Optional.empty();
            }
        }
    }

    /** A day from its midnight to the next. */
    record Day(Place place, LocalDate date) implements WindowText {
        @Override
        public Optional<Window> window(ZoneId zone, Problems problems) {
            return Optional.of(new Window(
                    date.atStartOfDay(zone).toInstant(),
                    date.plusDays(1).atStartOfDay(zone).toInstant()));
        }
    }
}

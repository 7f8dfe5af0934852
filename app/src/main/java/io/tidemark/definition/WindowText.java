package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.Window;
import io.tidemark.workflow.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The span of time that a script asks for, in the form in which it was written; may hold placeholders. */
sealed interface WindowText {
    /** The window with these values in a time zone; empty, with a problem, if the text names none. */
    Optional<Window> window(Map<String, ParameterValue> values, ZoneId zone, Problems problems);

    /**
     * A start and an end.
     *
     * @param milliseconds whether 13 digits of milliseconds are allowed too
     */
    record StartAndEnd(Located.Text start, Located.Text end, boolean milliseconds) implements WindowText {
        @Override
        public Optional<Window> window(Map<String, ParameterValue> values, ZoneId zone, Problems problems) {
            Optional<Located.Text> first = Placeholders.filled(start, values, problems);
            Optional<Located.Text> last = Placeholders.filled(end, values, problems);
            Optional<Instant> from = first.flatMap(text -> instant(text, zone, problems));
            Optional<Instant> to = last.flatMap(text -> instant(text, zone, problems));
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            if (!from.get().isBefore(to.get())) {
                problems.error(
                        start.place(),
                        "the window starts at " + text(first) + " (" + from.get() + ") and ends at " + text(last) + " ("
                                + to.get() + "); let it end after it starts");
                return Optional.empty();
            }
            return Optional.of(new Window(from.get(), to.get()));
        }

        private static String text(Optional<Located.Text> text) {
            return text.map(found -> found.value().text()).orElse("");
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
    record Day(Located.Text date) implements WindowText {
        @Override
        public Optional<Window> window(Map<String, ParameterValue> values, ZoneId zone, Problems problems) {
            return Placeholders.filled(date, values, problems)
                    .flatMap(text -> day(text, problems))
                    .map(day -> new Window(
                            day.atStartOfDay(zone).toInstant(),
                            day.plusDays(1).atStartOfDay(zone).toInstant()));
        }

        static Optional<LocalDate> day(Located.Text text, Problems problems) {
            try {
                return Optional.of(TimeText.day(text.value().text()));
            } catch (Mistake e) {
                problems.error(text.place(), e.sentence());
                return Optional.empty();
            }
        }
    }
}

package io.tidemark.schedule;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How a time is written: fields and separators. */
record TimePattern(List<Part> parts) {
    static final TimePattern MONTH = new TimePattern(List.of(TimeField.YEAR, TimeField.MONTH));
    static final TimePattern DAY = new TimePattern(List.of(TimeField.YEAR, TimeField.MONTH, TimeField.DAY));
    static final TimePattern TO_THE_SECOND = new TimePattern(List.of(
            TimeField.YEAR, TimeField.MONTH, TimeField.DAY, TimeField.HOUR, TimeField.MINUTE, TimeField.SECOND));

    private static final int LAST_YEAR = 9999;

    /** A field, or what stands between fields. */
    sealed interface Part permits TimeField, Separator {
        void append(StringBuilder text, ZonedDateTime time);
    }

    /** Text between fields, for example a dash. */
    record Separator(String text) implements Part {
        @Override
        public void append(StringBuilder target, ZonedDateTime time) {
            target.append(text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    TimePattern {
        parts = List.copyOf(parts);
    }

    String format(ZonedDateTime time) {
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "the value lies in the year " + time.getYear() + "; years have four digits, 0001 to 9999");
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> part.append(text, time));
        return text.toString();
    }

    /** The unit of the smallest field. */
    ChronoUnit precision() {
        return parts.stream()
                .filter(TimeField.class::isInstance)
                .map(part -> ((TimeField) part).unit())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining());
    }
}

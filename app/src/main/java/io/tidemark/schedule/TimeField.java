package io.tidemark.schedule;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A field of a time pattern. Declared so that the longer spelling of two that begin alike comes first. */
enum TimeField implements TimePattern.Part {
    YEAR("yyyy", 4, ChronoField.YEAR, ChronoUnit.YEARS),
    YEAR_OF_CENTURY("yy", 2, ChronoField.YEAR, ChronoUnit.YEARS),
    MONTH("mm", 2, ChronoField.MONTH_OF_YEAR, ChronoUnit.MONTHS),
    DAY("dd", 2, ChronoField.DAY_OF_MONTH, ChronoUnit.DAYS),
    HOUR("hh24", 2, ChronoField.HOUR_OF_DAY, ChronoUnit.HOURS),
    HOUR_OF_HALF_DAY("hh12", 2, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoUnit.HOURS),
    SHORT_HOUR_OF_HALF_DAY("hh", 2, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoUnit.HOURS),
    MINUTE("mi", 2, ChronoField.MINUTE_OF_HOUR, ChronoUnit.MINUTES),
    SECOND("ss", 2, ChronoField.SECOND_OF_MINUTE, ChronoUnit.SECONDS);

    private final String letters;
    private final int width;
    private final ChronoField field;
    private final ChronoUnit unit;

    TimeField(String letters, int width, ChronoField field, ChronoUnit unit) {
        this.letters = letters;
        this.width = width;
        this.field = field;
        this.unit = unit;
    }

    /** The field whose letters stand at an index of a text. */
    static Optional<TimeField> at(String text, int index) {
        for (TimeField field : values()) {
            if (text.startsWith(field.letters, index)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    String letters() {
        return letters;
    }

    ChronoUnit unit() {
        return unit;
    }

    @Override
    public void append(StringBuilder text, ZonedDateTime time) {
        int value = time.get(field);
        for (int power = width == 4 ? 1000 : 10; power > 0; power /= 10) {
            text.append((char) ('0' + value / power % 10));
        }
    }

    @Override
    public String toString() {
        return letters;
    }
}

package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Dates and times of the years 1 to 9999. A number is milliseconds since 1970, where the type is an instant; a text of an
 * instant needs its offset, because no zone is guessed; a text without one is a date, or a time of no zone in particular.
 */
enum TimeConversion implements ColumnConversion {
    /** As day since 1970. */
    DATE {
        @Override
        Object ofText(String text) throws Misfit {
            LocalDate date = parsed(text, LocalDate::parse, "a date such as 2026-11-22");
            return inRange(date.getYear(), date.toEpochDay());
        }
    },
    /** As millisecond since 1970. */
    DATETIME {
        @Override
        Object ofMilliseconds(Long milliseconds) throws Misfit {
            return inRange(year(Instant.ofEpochMilli(milliseconds)), milliseconds);
        }

        @Override
        Object ofText(String text) throws Misfit {
            Instant instant =
                    parsed(isoForm(text), OffsetDateTime::parse, OFFSET_NEEDED).toInstant();
            inRange(year(instant), instant);
            if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
                throw new Misfit("is finer than the milliseconds of a DATETIME");
            }
            return instant.toEpochMilli();
        }
    },
    /** As {@link Instant}. */
    TIMESTAMP {
        @Override
        Object ofMilliseconds(Long milliseconds) throws Misfit {
            Instant instant = Instant.ofEpochMilli(milliseconds);
            return inRange(year(instant), instant);
        }

        @Override
        Object ofText(String text) throws Misfit {
            Instant instant =
                    parsed(isoForm(text), OffsetDateTime::parse, OFFSET_NEEDED).toInstant();
            return inRange(year(instant), instant);
        }
    },
    /** As the {@link Instant} that shows the same date and time in UTC. */
    TIMESTAMP_NTZ {
        @Override
        Object ofText(String text) throws Misfit {
            LocalDateTime time = parsed(
                    isoForm(text), LocalDateTime::parse, "a date and time without offset, such as 2026-11-22 10:05:00");
            return inRange(time.getYear(), time.toInstant(ZoneOffset.UTC));
        }
    };

    private static final String OFFSET_NEEDED = "a date and time with offset, such as 2026-11-22 10:05:00+08:00";
    private static final int DATE_LENGTH = 10;

    /** A parser of {@code java.time}. */
    private interface Reading<T> {
        T of(CharSequence text);
    }

    @Override
    public Object convert(Object value) throws Misfit {
        if (value instanceof Long milliseconds) {
            return ofMilliseconds(milliseconds);
        }
        if (value instanceof String text) {
            return ofText(text);
        }
        throw new Misfit("is neither a number nor a text, and so not a " + name());
    }

    Object ofMilliseconds(Long milliseconds) throws Misfit {
        throw new Misfit("is a number, and which " + name() + " that is depends on a time zone; write it as text");
    }

    abstract Object ofText(String text) throws Misfit;

    /** {@code 2026-11-22 10:05:00} as {@code 2026-11-22T10:05:00}; other texts as they are. */
    private static String isoForm(String text) {
        return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
    }

    private static <T> T parsed(String text, Reading<T> reading, String expected) throws Misfit {
        try {
            return reading.of(text);
        } catch (DateTimeException e) {
            throw new Misfit("is not " + expected);
        }
    }

    private static int year(Instant instant) {
        return instant.getEpochSecond() < -100_000_000_000L || instant.getEpochSecond() > 300_000_000_000L
                ? Integer.MAX_VALUE
                : instant.atOffset(ZoneOffset.UTC).getYear();
    }

    private static <T> T inRange(int year, T value) throws Misfit {
        if (year < 1 || year > 9999) {
            throw new Misfit("is outside the years 1 to 9999");
        }
        return value;
    }
}

package io.tidemark.sandbox.time;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 250ms}, {@code 30s}, {@code 2m}, {@code 24h}, {@code 7d}. */
public final class Span {

    private static final Pattern TEXT = Pattern.compile("(-?)([0-9]{1,12})(ms|s|m|h|d)");
    /** Ten years: longer than anything is kept, and far from where arithmetic with instants ends. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private Span() {}

    /**
     * The length of time that a text means.
     *
     * @throws IllegalArgumentException with one sentence if it is none, is negative, or is longer than ten years
     */
    public static Duration parse(String text) {
        Duration span = parseSigned(text);
        if (span.isNegative()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is negative: write a length such as 250ms, 30s, or 24h.");
        }
        return span;
    }

    /** The same, but a minus in front means backwards. */
    public static Duration parseSigned(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no length of time: write one such as 250ms, 30s, 2m, 24h, or 7d.");
        }
        Duration span = unit(matcher.group(3)).multipliedBy(Long.parseLong(matcher.group(2)));
        if (span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than ten years.");
        }
        return matcher.group(1).isEmpty() ? span : span.negated();
    }

    /** The shortest text that {@link #parseSigned} reads back; what is below a millisecond is left out. */
    public static String text(Duration span) {
        long millis = span.toMillis();
        for (String name : new String[] {"d", "h", "m", "s"}) {
            long unit = unit(name).toMillis();
            if (millis % unit == 0 && (millis != 0 || name.equals("s"))) {
                return millis / unit + name;
            }
        }
        return millis + "ms";
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "d" -> Duration.ofDays(1);
            case "h" -> Duration.ofHours(1);
            case "m" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMillis(1);
        };
    }
}

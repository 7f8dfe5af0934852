package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A group of keys while it is read. A key is known once it has been asked for; {@link #finish} reports the others, and what is
 * missing. Whatever is missing or of the wrong kind becomes a problem and an empty answer. Not thread-safe.
 */
final class Section {
    /** From so many keys on, a table finds a key sooner than a look at each. */
    private static final int MANY = 8;

    private static final int DAY_LENGTH = 10;
    private static final int LONGEST_QUOTE = 60;

    private final Located.Fields fields;
    private final Map<String, Located.Field> byKey;
    private final String name;
    private final Problems problems;
    private final AskedKeys asked = new AskedKeys();

    private Section(Located.Fields fields, String name, Problems problems) {
        this.fields = fields;
        this.byKey = fields.fields().size() < MANY ? Map.of() : byKey(fields);
        this.name = name;
        this.problems = problems;
    }

    private static Map<String, Located.Field> byKey(Located.Fields fields) {
        Map<String, Located.Field> byKey = new HashMap<>();
        fields.fields().forEach(field -> byKey.put(field.key(), field));
        return byKey;
    }

    /**
     * Starts to read a value as a group of keys.
     *
     * @param name what a person calls the group, for sentences: {@code the reader's parameter}
     */
    static Optional<Section> of(Located value, String name, Problems problems) {
        if (value instanceof Located.Fields fields) {
            return Optional.of(new Section(fields, name, problems));
        }
        if (!(value instanceof Located.Refused)) {
            problems.error(value.place(), name + " is " + value.kind() + "; write a group of keys");
        }
        return Optional.empty();
    }

    Place place() {
        return fields.place();
    }

    List<Located.Field> fields() {
        return fields.fields();
    }

    /** Where the key stands, or the section when it is not there. */
    Place placeOf(String key) {
        return field(key).map(Located.Field::place).orElse(place());
    }

    /** All keys and where they stand. */
    Map<String, Place> places() {
        return fields.fields().stream().collect(Collectors.toMap(Located.Field::key, Located.Field::place));
    }

    boolean has(String key) {
        return field(key).isPresent();
    }

    Optional<Located> value(String key) {
        asked.add(key);
        return field(key).map(Located.Field::value);
    }

    /**
     * The value of a key that must be there.
     *
     * @param advice the second half of the sentence, for example {@code name the table}
     */
    Optional<Located> require(String key, String advice) {
        Optional<Located> value = value(key);
        if (value.isEmpty()) {
            asked.miss(key, advice);
        }
        return value;
    }

    Optional<Located.Text> text(String key) {
        return value(key).flatMap(value -> asText(key, value));
    }

    /** Text that waits for parameters, with its placeholders; empty if the value is anything else. */
    Optional<Located.Text> waiting(String key) {
        return value(key)
                .filter(Located.Later.class::isInstance)
                .map(later -> new Located.Text(later.place(), ((Located.Later) later).text()));
    }

    /** The text of an item of the list under a key. */
    Optional<String> textOf(String key, Located item) {
        return asText(key, item).map(text -> text.value().text());
    }

    Optional<Located.Text> requireText(String key, String advice) {
        return require(key, advice).flatMap(value -> asText(key, value)).filter(text -> {
            boolean blank = text.value().text().isBlank();
            if (blank) {
                problems.error(text.place(), "`" + key + "` is empty; " + advice);
            }
            return !blank;
        });
    }

    /** Text, or a number as it was written. */
    Optional<Located.Text> textOrDigits(String key) {
        return value(key)
                .flatMap(value -> value instanceof Located.Digits number
                        ? Optional.of(new Located.Text(number.place(), number.text()))
                        : asText(key, value));
    }

    /** A whole number or text that holds one. */
    Optional<Long> wholeNumber(String key, long least, long most) {
        return parsed(
                key,
                () -> "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most),
                text -> digits(text).filter(n -> n >= least && n <= most));
    }

    /**
     * A number, or text that holds one.
     *
     * @param least inclusive
     * @param most inclusive
     */
    Optional<BigDecimal> decimal(String key, BigDecimal least, BigDecimal most) {
        return parsed(
                key,
                () -> "a number from " + least.toPlainString() + " to " + most.toPlainString(),
                text -> number(text).filter(n -> n.compareTo(least) >= 0 && n.compareTo(most) <= 0));
    }

    /** True or false, or text that says so. */
    Optional<Boolean> truth(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Located.Truth truth) {
                return Optional.of(truth.value());
            }
            String text = value instanceof Located.Text t ? t.value().text().toLowerCase(Locale.ROOT) : "";
            if (text.equals("true") || text.equals("false")) {
                return Optional.of(Boolean.parseBoolean(text));
            }
            notA(key, value, () -> "true or false");
            return Optional.empty();
        });
    }

    /** One of the words of an enum, in lower case and with dashes. */
    <E extends Enum<E>> Optional<E> choice(String key, E[] values) {
        return value(key).flatMap(value -> {
            Optional<E> chosen = value instanceof Located.Text text
                    ? Arrays.stream(values)
                            .filter(choice -> word(choice).equals(text.value().text()))
                            .findFirst()
                    : Optional.empty();
            if (chosen.isEmpty()) {
                notA(key, value, () -> words(values));
            }
            return chosen;
        });
    }

    private static String words(Enum<?>[] values) {
        List<String> words = Arrays.stream(values).map(Section::word).toList();
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<LocalDate> day(String key) {
        return parsed(key, () -> "a day on the calendar, for example 2026-11-22", text -> {
            try {
                // Years of more than four digits lead out of the calendar.
                return Optional.of(text)
                        .filter(day -> day.length() == DAY_LENGTH)
                        .map(LocalDate::parse);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    Optional<Duration> duration(String key) {
        return parsed(key, () -> "a number and a unit, for example 30s, 5m, 2h or 1d", DurationText::parse);
    }

    Optional<List<Located>> list(String key) {
        return value(key).flatMap(value -> asList(key, value));
    }

    Optional<List<Located>> requireList(String key, String advice) {
        return require(key, advice).flatMap(value -> asList(key, value));
    }

    Optional<Section> section(String key) {
        return value(key).flatMap(value -> of(value, "`" + key + "`", problems));
    }

    /** Reads each item of a list; items that cannot be read are left out, with a problem. */
    <T> List<T> each(List<Located> items, Function<Located, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        items.forEach(item -> read.apply(item).ifPresent(all::add));
        return all;
    }

    /** Reports a key that is known but cannot be used. */
    void refuse(String key, String sentence) {
        ifPresent(key, place -> problems.error(place, "`" + key + "` " + sentence));
    }

    /** Warns about a key that changes nothing. */
    void ignore(String key, String sentence) {
        ifPresent(key, place -> problems.warning(place, "`" + key + "` " + sentence));
    }

    /** Reports every key that nobody has asked for, and every missing one that is not just misspelt. */
    void finish() {
        asked.report(fields, name, problems);
    }

    /** Warns about every key that changes nothing, of these with their sentences. */
    void ignoreAll(Map<String, String> sentences) {
        for (Located.Field field : fields.fields()) {
            String sentence = sentences.get(field.key());
            if (sentence != null) {
                ignore(field.key(), sentence);
            }
        }
    }

    private void ifPresent(String key, Consumer<Place> report) {
        asked.addUseless(key);
        field(key).map(Located.Field::place).ifPresent(report);
    }

    private Optional<Located.Field> field(String key) {
        if (!byKey.isEmpty()) {
            return Optional.ofNullable(byKey.get(key));
        }
        for (Located.Field field : fields.fields()) {
            if (field.key().equals(key)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private Optional<Located.Text> textOrDigits(String key, Supplier<String> wanted) {
        return value(key).flatMap(value -> {
            if (value instanceof Located.Digits number) {
                return Optional.of(new Located.Text(number.place(), number.text()));
            }
            if (value instanceof Located.Text text) {
                return Optional.of(text);
            }
            notA(key, value, wanted);
            return Optional.empty();
        });
    }

    private <T> Optional<T> parsed(String key, Supplier<String> wanted, Function<String, Optional<T>> parse) {
        return textOrDigits(key, wanted).flatMap(text -> {
            Optional<T> parsed = parse.apply(text.value().text());
            if (parsed.isEmpty()) {
                notA(key, text, wanted);
            }
            return parsed;
        });
    }

    private Optional<Located.Text> asText(String key, Located value) {
        if (value instanceof Located.Text text) {
            return Optional.of(text);
        }
        notA(key, value, () -> "text in quotes");
        return Optional.empty();
    }

    private Optional<List<Located>> asList(String key, Located value) {
        if (value instanceof Located.Items items) {
            return Optional.of(items.items());
        }
        notA(key, value, () -> "a list");
        return Optional.empty();
    }

    private void notA(String key, Located value, Supplier<String> wanted) {
        if (!(value instanceof Located.Later || value instanceof Located.Refused)) {
            String what =
                    value instanceof Located.Text text ? quoted(text.value().text()) : value.kind();
            problems.error(value.place(), "`" + key + "` is " + what + "; write " + wanted.get());
        }
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? "`" + text + "`" : "`" + text.substring(0, LONGEST_QUOTE) + "..`";
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> digits(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

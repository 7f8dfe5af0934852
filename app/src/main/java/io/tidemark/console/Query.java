package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the address of a request of the API asks for. What cannot be read is refused with USER {@code BAD_REQUEST}. */
record Query(Context context) {
    /** Empty if it is not there. */
    Optional<String> text(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    String required(String name) {
        return text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> bad("`" + name + "` is missing in the address"));
    }

    /** Both bounds are inclusive. */
    int number(String name, int fallback, int least, int most) {
        return text(name)
                .map(text -> {
                    int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
                    if (value < least || value > most) {
                        throw bad("`" + name + "` is a number from " + least + " to " + most);
                    }
                    return value;
                })
                .orElse(fallback);
    }

    /** A number that is part of the path. */
    long pathId(String name) {
        String text = context.pathParam(name);
        if (!text.matches("\\d{1,18}")) {
            throw bad("`" + name + "` is a number");
        }
        return Long.parseLong(text);
    }

    Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw bad("`" + name + "` is a time such as 2026-11-22T10:05:00Z");
            }
        });
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> of) {
        return text(name).map(text -> choice(name, of, text));
    }

    /** Words with commas between them. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> of) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(word -> choice(name, of, word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <E extends Enum<E>> E choice(String name, Class<E> of, String text) {
        return Arrays.stream(of.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() -> bad("`" + name + "` is one of "
                        + Arrays.stream(of.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** A value that has a form of its own, which says what is wrong with it. */
    <T> T read(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** Where a page of a list begins, which only the operator writes. */
    <T> T readCursor(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad("`cursor` is not one that an answer has given");
        }
    }

    static FailureException bad(String sentence) {
        return Failure.user(
                        "BAD_REQUEST",
                        "The request cannot be read: " + sentence + ".",
                        "Correct it; /v1/openapi.json describes the API.")
                .asException();
    }
}

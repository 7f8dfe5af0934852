package io.tidemark.config;

import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of one settings file. Ask for each known key, then call {@link #finish()}, which gives up with everything that was
 * wrong. Not thread-safe.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");

    private final String file;
    private final Map<String, Entry> entries;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Problems problems = new Problems();

    Settings(String file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = Map.copyOf(entries);
    }

    /** Which file this is, as a person would name it. */
    public String file() {
        return file;
    }

    /** A time span such as {@code 30s}, {@code 5m}, {@code 36h} or {@code 7d}; both bounds are inclusive. */
    public Duration duration(String key, Duration fallback, Duration least, Duration most) {
        return find(key)
                .map(entry -> {
                    Matcher matcher = DURATION.matcher(entry.text());
                    Duration value = matcher.matches() ? parse(matcher) : null;
                    if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        problems.error(
                                entry.place(),
                                "'%s' must be a duration from %s to %s, not '%s'"
                                        .formatted(key, write(least), write(most), entry.text()));
                        return fallback;
                    }
                    return value;
                })
                .orElse(fallback);
    }

    /** A whole number; both bounds are inclusive. */
    public int integer(String key, int fallback, int least, int most) {
        return find(key)
                .map(entry -> {
                    int value = entry.text().matches("\\d{1,9}") ? Integer.parseInt(entry.text()) : -1;
                    if (value < least || value > most) {
                        problems.error(
                                entry.place(),
                                "'%s' must be a whole number from %d to %d, not '%s'"
                                        .formatted(key, least, most, entry.text()));
                        return fallback;
                    }
                    return value;
                })
                .orElse(fallback);
    }

    /** Whole numbers under names that a person chooses: all keys that begin with this one and a dot; both bounds are inclusive. */
    public Map<String, Integer> integers(String group, int least, int most) {
        Map<String, Integer> all = new TreeMap<>();
        String start = group + ".";
        entries.keySet().stream()
                .filter(key -> key.startsWith(start))
                .forEach(key -> all.put(key.substring(start.length()), integer(key, least, least, most)));
        asked.add(start + "NAME");
        return all;
    }

    /** Yes or no: {@code true} or {@code false}. */
    public boolean truth(String key, boolean fallback) {
        return find(key)
                .map(entry -> {
                    if (!entry.text().equals("true") && !entry.text().equals("false")) {
                        problems.error(
                                entry.place(), "'%s' must be true or false, not '%s'".formatted(key, entry.text()));
                    }
                    return entry.text().equals("true");
                })
                .orElse(fallback);
    }

    /** One of the constants of an enum, written in lower case. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        return find(key)
                .map(entry -> {
                    List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
                    return all.stream()
                            .filter(one -> written(one).equals(entry.text()))
                            .findFirst()
                            .orElseGet(() -> {
                                problems.error(
                                        entry.place(),
                                        "'%s' must be %s, not '%s'"
                                                .formatted(
                                                        key,
                                                        all.stream()
                                                                .map(Settings::written)
                                                                .collect(Collectors.joining(" or ")),
                                                        entry.text()));
                                return fallback;
                            });
                })
                .orElse(fallback);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Any text, a reference to a value included; absent if the key is. */
    public Optional<String> text(String key) {
        return find(key).map(Entry::text);
    }

    /**
     * A text of some form.
     *
     * @param form whether it has it
     * @param what it is then, after "must be"
     */
    public String text(String key, String fallback, Predicate<String> form, String what) {
        return find(key)
                .map(entry -> {
                    if (!form.test(entry.text())) {
                        problems.error(entry.place(), "'%s' must be %s, not '%s'".formatted(key, what, entry.text()));
                        return fallback;
                    }
                    return entry.text();
                })
                .orElse(fallback);
    }

    /** Says that something about a key that is there is wrong. */
    public void wrong(String key, String sentence) {
        find(key).ifPresent(entry -> problems.error(entry.place(), sentence));
    }

    /**
     * A file that is there.
     *
     * @param folder that a relative one is seen from
     */
    public Path file(String key, Path folder, Path fallback) {
        return path(key, folder, fallback, "file", Files::isRegularFile);
    }

    /** A folder that is there; otherwise as {@link #file}. */
    public Path folder(String key, Path folder, Path fallback) {
        return path(key, folder, fallback, "folder", Files::isDirectory);
    }

    private Path path(String key, Path folder, Path fallback, String what, Predicate<Path> isThere) {
        return find(key)
                .map(entry -> {
                    try {
                        Path path = folder.resolve(entry.text()).normalize();
                        if (!isThere.test(path)) {
                            problems.error(entry.place(), "'%s' names %s, which is no %s".formatted(key, path, what));
                        }
                        return path;
                    } catch (InvalidPathException e) {
                        problems.error(entry.place(), "'%s' is not a path: '%s'".formatted(key, entry.text()));
                        return fallback;
                    }
                })
                .orElse(fallback);
    }

    /**
     * To be called when every known key has been asked for.
     *
     * @throws InvalidDefinitionException with every wrong value and every key that nobody asked for
     */
    public void finish() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problems.error(entry.place(), unknown(key));
            }
        });
        if (problems.hasErrors()) {
            throw new InvalidDefinitionException(problems.sorted());
        }
    }

    private String unknown(String key) {
        List<String> below =
                asked.stream().filter(known -> known.startsWith(key + ".")).toList();
        return below.isEmpty()
                ? "'%s' is not a setting; known are %s".formatted(key, String.join(", ", asked))
                : "'%s' takes no value of its own; set %s".formatted(key, String.join(", ", below));
    }

    private Optional<Entry> find(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private static Duration parse(Matcher matcher) {
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String write(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    record Entry(String text, Place place) {}
}

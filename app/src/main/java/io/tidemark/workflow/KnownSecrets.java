package io.tidemark.workflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secrets that this process has read, so that none leaves it by accident: in the sentence of a service that repeats a request, in
 * what a person typed into a remark, in the text of an exception. Whatever is logged, stored as a sentence or answered passes through
 * {@link #masked}. The last 1000 are known; values shorter than 8 characters are not, nor are those of digits only, since they occur in
 * texts that have nothing to do with them. Of one process, as its log is. Thread-safe.
 */
public final class KnownSecrets {
    private static final String MASK = "***";
    private static final int SHORTEST = 8;
    private static final int MOST = 1_000;
    private static final Pattern FIGURES = Pattern.compile("\\d*");

    private static final Set<String> VALUES = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /** As they may be written somewhere; the longest first, since one may be part of another. */
    private static volatile List<String> forms = List.of();

    private KnownSecrets() {}

    /** From now on it is masked. */
    static void learn(String value) {
        if (value.length() < SHORTEST || FIGURES.matcher(value).matches()) {
            return;
        }
        synchronized (VALUES) {
            if (VALUES.add(value)) {
                Set<String> all = new LinkedHashSet<>();
                VALUES.forEach(one -> all.addAll(forms(one)));
                forms = all.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
            }
        }
    }

    /** Plain, in an address, in JSON and in HTML. */
    private static Set<String> forms(String value) {
        return new LinkedHashSet<>(List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                value.replace("\\", "\\\\").replace("\"", "\\\""),
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&#34;")
                        .replace("'", "&#39;")));
    }

    /** Where the first one begins in a text, from 0 on; empty if none is in it. */
    public static OptionalInt firstIn(String text) {
        return forms.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min();
    }

    /** The text with stars in place of each secret that is known. */
    public static String masked(String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, MASK);
        }
        return masked;
    }
}

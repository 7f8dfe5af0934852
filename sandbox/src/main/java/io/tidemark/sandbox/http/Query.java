package io.tidemark.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, decoded.
 *
 * @param raw the text behind the question mark as it was sent; empty if there was none
 * @param parameters names to values in the order sent; a bare key ({@code ?meta}) has the empty value, and of a name
 *     that is repeated the last value counts
 */
public record Query(String raw, Map<String, String> parameters) {

    /** Parses the text behind the question mark; {@code null} is an empty query. */
    static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return new Query("", Map.of());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = 0;
        while (from <= raw.length()) {
            int to = raw.indexOf('&', from);
            to = to < 0 ? raw.length() : to;
            if (to > from) {
                int equals = raw.indexOf('=', from);
                boolean bare = equals < 0 || equals >= to;
                String name = decoded(raw.substring(from, bare ? to : equals));
                parameters.put(name, bare ? "" : decoded(raw.substring(equals + 1, to)));
            }
            from = to + 1;
        }
        return new Query(raw, parameters);
    }

    /** Whether the name was sent, bare or with a value. */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The value, empty for a bare key, {@code null} if the name was not sent. */
    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }
}

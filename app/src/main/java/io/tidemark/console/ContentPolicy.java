package io.tidemark.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Content security policies as directives by name. */
final class ContentPolicy {
    private ContentPolicy() {}

    /** The given policy, with the directives of the other one that it does not have itself. */
    static String merge(String policy, String other) {
        Map<String, String> directives = parse(policy);
        parse(other).forEach(directives::putIfAbsent);
        StringJoiner text = new StringJoiner("; ");
        directives.forEach((name, value) -> text.add((name + " " + value).strip()));
        return text.toString();
    }

    private static Map<String, String> parse(String policy) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : policy.split(";", -1)) {
            String[] words = part.strip().split("\\s+", 2);
            if (!words[0].isEmpty()) {
                directives.putIfAbsent(words[0], words.length == 2 ? words[1] : "");
            }
        }
        return directives;
    }
}

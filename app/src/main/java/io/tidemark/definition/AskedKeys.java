package io.tidemark.definition;

import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that somebody asked a group for; whatever else stands in the group is a mistake. Not thread-safe. */
final class AskedKeys {
    private final List<String> known = new ArrayList<>();
    private final List<String> useless = new ArrayList<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    /** A key that may be there. */
    void add(String key) {
        known.add(key);
    }

    /** A key that nobody should write, and that was reported if somebody did. */
    void addUseless(String key) {
        useless.add(key);
    }

    /**
     * A key that should be there and is not.
     *
     * @param advice the second half of the sentence, for example {@code name the table}
     */
    void miss(String key, String advice) {
        missing.put(key, advice);
    }

    /**
     * Reports every key that nobody has asked for, and every missing one that is not just misspelt.
     *
     * @param name what a person calls the group
     */
    void report(Located.Fields fields, String name, Problems problems) {
        for (Located.Field field : fields.fields()) {
            if (!known.contains(field.key()) && !useless.contains(field.key())) {
                Set<String> names = new LinkedHashSet<>(known);
                Optional<String> nearest = NearestName.of(field.key(), names);
                nearest.ifPresent(missing::remove);
                problems.error(
                        field.place(),
                        "`" + field.key() + "` is not a key of " + name
                                + nearest.map(n -> "; did you mean `" + n + "`?")
                                        .orElse("; remove it, or write one of " + String.join(", ", names)));
            }
        }
        missing.forEach(
                (key, advice) -> problems.error(fields.place(), "`" + key + "` is missing in " + name + "; " + advice));
    }
}

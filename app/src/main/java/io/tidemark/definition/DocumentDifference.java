package io.tidemark.definition;

import io.tidemark.workflow.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares two documents value by value; places, comments and the order of keys do not count. */
final class DocumentDifference {
    private final String file;
    private final List<Difference> differences = new ArrayList<>();

    private DocumentDifference(String file) {
        this.file = file;
    }

    /** In the order of the newer document, what is gone last. */
    static List<Difference> between(String file, Optional<Located> before, Optional<Located> after) {
        DocumentDifference difference = new DocumentDifference(file);
        difference.compare("", before, after);
        return difference.differences;
    }

    private void compare(String path, Optional<Located> before, Optional<Located> after) {
        if (before.isPresent() && after.isPresent()) {
            compare(path, before.get(), after.get());
        } else if (before.isPresent() || after.isPresent()) {
            differences.add(new Difference(
                    file, path, before.map(DocumentDifference::text), after.map(DocumentDifference::text)));
        }
    }

    private void compare(String path, Located before, Located after) {
        if (before instanceof Located.Fields old && after instanceof Located.Fields now) {
            fields(path, old, now);
        } else if (before instanceof Located.Items old && after instanceof Located.Items now) {
            items(path, old.items(), now.items());
        } else if (!text(before).equals(text(after))) {
            differences.add(new Difference(file, path, Optional.of(text(before)), Optional.of(text(after))));
        }
    }

    private void fields(String path, Located.Fields before, Located.Fields after) {
        Map<String, Located> old = byKey(before);
        Map<String, Located> now = byKey(after);
        String prefix = path.isEmpty() ? "" : path + ".";
        now.forEach((key, value) -> compare(prefix + key, Optional.ofNullable(old.get(key)), Optional.of(value)));
        old.forEach((key, value) -> {
            if (!now.containsKey(key)) {
                compare(prefix + key, Optional.of(value), Optional.empty());
            }
        });
    }

    /** What lists have in common at their ends is left out, so that one inserted item is one difference. */
    private void items(String path, List<Located> before, List<Located> after) {
        int least = Math.min(before.size(), after.size());
        int same = 0;
        while (same < least && text(before.get(same)).equals(text(after.get(same)))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < least - same
                && text(before.get(before.size() - 1 - sameAtEnd))
                        .equals(text(after.get(after.size() - 1 - sameAtEnd)))) {
            sameAtEnd++;
        }
        int oldEnd = before.size() - sameAtEnd;
        int newEnd = after.size() - sameAtEnd;
        for (int i = same; i < Math.max(oldEnd, newEnd); i++) {
            compare(
                    path + "[" + i + "]",
                    i < oldEnd ? Optional.of(before.get(i)) : Optional.empty(),
                    i < newEnd ? Optional.of(after.get(i)) : Optional.empty());
        }
    }

    private static Map<String, Located> byKey(Located.Fields fields) {
        Map<String, Located> byKey = new LinkedHashMap<>();
        fields.fields().forEach(field -> byKey.put(field.key(), field.value()));
        return byKey;
    }

    /** Short JSON, without regard to how it was written. */
    private static String text(Located value) {
        if (value instanceof Located.Text text) {
            return text.value().text();
        }
        if (value instanceof Located.Digits digits) {
            return digits.text();
        }
        if (value instanceof Located.Truth truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof Located.Items items) {
            return "["
                    + String.join(
                            ", ",
                            items.items().stream().map(DocumentDifference::text).toList()) + "]";
        }
        if (value instanceof Located.Fields fields) {
            return "{"
                    + String.join(
                            ", ",
                            fields.fields().stream()
                                    .map(field -> field.key() + ": " + text(field.value()))
                                    .toList())
                    + "}";
        }
        return "empty";
    }
}

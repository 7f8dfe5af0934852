package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The few keys of a script that usually differ from cycle to cycle, apart from the rest, so that many cycles can be tried
 * without reading the whole script for each.
 *
 * @param window keys that say which window is read
 * @param target keys that say which partition is written
 * @param rest the script without them
 */
record VaryingKeys(Located.Fields window, Located.Fields target, Located rest) {
    private static final Set<String> TARGET = Set.of("partition");

    static VaryingKeys of(Located script) {
        List<Located.Field> window = new ArrayList<>();
        List<Located.Field> target = new ArrayList<>();
        Located rest = without(script, window, target);
        return new VaryingKeys(
                new Located.Fields(script.place(), window), new Located.Fields(script.place(), target), rest);
    }

    /** The parameters that stand in the rest of the script. */
    List<String> elsewhere() {
        return Placeholders.in(rest, new Problems()).stream()
                .map(Placeholder::name)
                .toList();
    }

    private static Located without(Located value, List<Located.Field> window, List<Located.Field> target) {
        if (value instanceof Located.Items items) {
            return new Located.Items(
                    items.place(),
                    items.items().stream()
                            .map(item -> without(item, window, target))
                            .toList());
        }
        if (!(value instanceof Located.Fields fields)) {
            return value;
        }
        List<Located.Field> kept = new ArrayList<>();
        for (Located.Field field : fields.fields()) {
            if (WindowKeys.ALL.contains(field.key())) {
                window.add(field);
            } else if (TARGET.contains(field.key())) {
                target.add(field);
            } else {
                kept.add(new Located.Field(field.place(), field.key(), without(field.value(), window, target)));
            }
        }
        return new Located.Fields(fields.place(), kept);
    }
}

package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds the placeholders of a script and puts values in their place. */
final class Placeholders {
    private Placeholders() {}

    /** All placeholders of a script, in its order; what only looks like one is a problem. */
    static List<Placeholder> in(Located script, Problems problems) {
        List<Placeholder> found = new ArrayList<>();
        replaceTexts(script, text -> {
            collect(text, found, problems);
            return text;
        });
        return found;
    }

    /** Names of the placeholders that stand anywhere under one of these keys. */
    static Set<String> under(Located value, Set<String> keys) {
        Set<String> names = new LinkedHashSet<>();
        if (value instanceof Located.Items items) {
            items.items().forEach(item -> names.addAll(under(item, keys)));
        } else if (value instanceof Located.Fields fields) {
            for (Located.Field field : fields.fields()) {
                if (keys.contains(field.key())) {
                    in(field.value(), new Problems()).forEach(placeholder -> names.add(placeholder.name()));
                } else {
                    names.addAll(under(field.value(), keys));
                }
            }
        }
        return names;
    }

    /** The script with every text that waits for a parameter marked as such. */
    static Located postponed(Located script) {
        return replaceTexts(
                script,
                text -> Placeholder.split(text.value().text()).size() == 1 ? text : new Located.Later(text.place()));
    }

    /** The script with values instead of placeholders; a parameter without a value is a problem. */
    static Located filled(Located script, Map<String, ParameterValue> values, Problems problems) {
        return replaceTexts(script, text -> fill(text, values, problems));
    }

    private static Located fill(Located.Text text, Map<String, ParameterValue> values, Problems problems) {
        List<String> pieces = Placeholder.split(text.value().text());
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            ParameterValue value = i % 2 == 0 ? ParameterValue.of(piece) : values.get(piece);
            if (value == null) {
                missing(text.place(), piece, problems);
                return new Located.Later(text.place());
            }
            if (i == 1
                    && pieces.size() == 3
                    && pieces.get(0).isEmpty()
                    && pieces.get(2).isEmpty()) {
                return new Located.Text(text.place(), value);
            }
            filled.append(value.text());
        }
        return new Located.Text(text.place(), filled.toString());
    }

    private static void missing(Place place, String name, Problems problems) {
        problems.error(
                place,
                "the parameter `" + name + "` has no value; pass it with -p " + name
                        + "=value, or write it under `parameters` of the task in workflow.yaml");
    }

    private static void collect(Located.Text text, List<Placeholder> found, Problems problems) {
        String all = text.value().text();
        List<String> pieces = Placeholder.split(all);
        for (int i = 1; i < pieces.size(); i += 2) {
            String name = pieces.get(i);
            if (Assignment.isName(name)) {
                found.add(new Placeholder(text.place(), name));
            } else {
                problems.error(
                        text.place(),
                        "`${" + name + "}` is not a placeholder; write ${name} here, and `" + "${" + name
                                + "}` as the value of that parameter in workflow.yaml or after -p");
            }
        }
        String rest = pieces.get(pieces.size() - 1);
        if (rest.contains("${")) {
            problems.error(text.place(), "a placeholder in `" + all + "` is not closed; write ${name}");
        }
        for (int i = 0; i < pieces.size(); i += 2) {
            if (pieces.get(i).contains("$[")) {
                problems.error(
                        text.place(),
                        "`$[..]` cannot stand in a script; write ${name} here, and `" + all
                                + "` as the value of that parameter in workflow.yaml or after -p");
                return;
            }
        }
    }

    private static Located replaceTexts(Located value, Function<Located.Text, Located> replace) {
        if (value instanceof Located.Text text) {
            return replace.apply(text);
        }
        if (value instanceof Located.Items items) {
            List<Located> replaced = new ArrayList<>(items.items().size());
            items.items().forEach(item -> replaced.add(replaceTexts(item, replace)));
            return new Located.Items(items.place(), replaced);
        }
        if (value instanceof Located.Fields fields) {
            List<Located.Field> replaced = new ArrayList<>(fields.fields().size());
            fields.fields()
                    .forEach(field -> replaced.add(
                            new Located.Field(field.place(), field.key(), replaceTexts(field.value(), replace))));
            return new Located.Fields(fields.place(), replaced);
        }
        return value;
    }
}

package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the placeholders of a script and puts values in their place. */
final class Placeholders {
    private Placeholders() {}

    /**
     * All placeholders of a script, in its order; what only looks like one is a problem.
     *
     * @param marked keys; a placeholder tells whether it stands anywhere under one of them
     */
    static List<Placeholder> in(Located script, Set<String> marked, Problems problems) {
        List<Placeholder> found = new ArrayList<>();
        collect(script, marked, false, found, problems);
        return found;
    }

    private static void collect(
            Located value, Set<String> marked, boolean under, List<Placeholder> found, Problems problems) {
        if (value instanceof Located.Text text) {
            collect(text, under, found, problems);
        } else if (value instanceof Located.Items items) {
            for (Located item : items.items()) {
                collect(item, marked, under, found, problems);
            }
        } else if (value instanceof Located.Fields fields) {
            for (Located.Field field : fields.fields()) {
                collect(field.value(), marked, under || marked.contains(field.key()), found, problems);
            }
        }
    }

    /** The script with every text that waits for a parameter marked as such. */
    static Located postponed(Located script) {
        return replaceTexts(
                script, Set.of(), text -> Placeholder.split(text.value().text()).size() == 1 ? text : later(text));
    }

    /**
     * The script with values instead of placeholders; a parameter without a value is a problem, and what needs it waits on.
     *
     * @param waiting keys under which everything goes on waiting
     */
    static Located filled(Located script, Set<String> waiting, Map<String, ParameterValue> values, Problems problems) {
        return postponed(replaceTexts(
                script,
                waiting,
                text -> filled(text, values, problems)
                        .<Located>map(filled -> filled)
                        .orElse(text)));
    }

    /** The text with values instead of placeholders; empty, with a problem, if a parameter has no value. */
    static Optional<Located.Text> filled(Located.Text text, Map<String, ParameterValue> values, Problems problems) {
        List<String> pieces = Placeholder.split(text.value().text());
        if (pieces.size() == 1) {
            return Optional.of(text);
        }
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (i % 2 == 0) {
                filled.append(piece);
                continue;
            }
            ParameterValue value = values.get(piece);
            if (value == null) {
                missing(text.place(), piece, problems);
                return Optional.empty();
            }
            if (pieces.size() == 3 && pieces.get(0).isEmpty() && pieces.get(2).isEmpty()) {
                return Optional.of(new Located.Text(text.place(), value));
            }
            filled.append(value.text());
        }
        return Optional.of(new Located.Text(text.place(), filled.toString()));
    }

    private static Located.Later later(Located.Text text) {
        return new Located.Later(text.place(), text.value().text());
    }

    private static void missing(Place place, String name, Problems problems) {
        problems.error(
                place,
                "the parameter `" + name + "` has no value; pass it with -p " + name
                        + "=value, or write it under `parameters` of the task in workflow.yaml");
    }

    private static void collect(Located.Text text, boolean marked, List<Placeholder> found, Problems problems) {
        String all = text.value().text();
        if (all.indexOf('$') < 0) {
            return;
        }
        List<String> pieces = Placeholder.split(all);
        for (int i = 1; i < pieces.size(); i += 2) {
            String name = pieces.get(i);
            if (Assignment.isName(name)) {
                found.add(new Placeholder(text.place(), name, marked));
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

    /** A copy; where nothing is replaced, the value itself, which nobody compares piece by piece. */
    @SuppressWarnings("ReferenceEquality")
    private static Located replaceTexts(Located value, Set<String> but, Function<Located.Text, Located> replace) {
        if (value instanceof Located.Text text) {
            return replace.apply(text);
        }
        if (value instanceof Located.Items items) {
            List<Located> replaced = new ArrayList<>(items.items().size());
            boolean same = true;
            for (Located item : items.items()) {
                Located other = replaceTexts(item, but, replace);
                same &= other == item;
                replaced.add(other);
            }
            return same ? items : new Located.Items(items.place(), replaced);
        }
        if (value instanceof Located.Fields fields) {
            List<Located.Field> replaced = new ArrayList<>(fields.fields().size());
            boolean same = true;
            for (Located.Field field : fields.fields()) {
                Located other = but.contains(field.key()) ? field.value() : replaceTexts(field.value(), but, replace);
                same &= other == field.value();
                replaced.add(other == field.value() ? field : new Located.Field(field.place(), field.key(), other));
            }
            return same ? fields : new Located.Fields(fields.place(), replaced);
        }
        return value;
    }
}

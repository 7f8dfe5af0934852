package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code steps} and {@code order}: one reader, one writer, and the hop from the first to the second. */
final class ScriptSteps {
    private static final String READER = "otsstream";
    private static final String WRITER = "odps";

    private final Section script;
    private final Problems problems;

    /** A step whose kind is known. */
    private record Step(Place place, String category, String name, Section parameter) {}

    ScriptSteps(Section script, Problems problems) {
        this.script = script;
        this.problems = problems;
    }

    /** Whether there is such a type of steps. */
    static boolean isKnown(String type) {
        return isReader(type) || type.equals(WRITER);
    }

    static boolean isReader(String type) {
        return type.equals(READER);
    }

    /** The parameters of the two steps. */
    record Parameters(Section reader, Section writer) {}

    Optional<Parameters> read() {
        Optional<List<Located>> items = script.requireList("steps", "list a reader and a writer");
        List<Step> steps = items.map(all -> script.each(all, this::step)).orElse(List.of());
        Optional<Step> reader = only("reader", READER, steps);
        Optional<Step> writer = only("writer", WRITER, steps);
        boolean complete = items.filter(all -> all.size() == steps.size()).isPresent();
        if (complete) {
            missing("reader", READER, reader);
            missing("writer", WRITER, writer);
        }
        if (reader.isPresent()
                && writer.isPresent()
                && reader.get().name().equals(writer.get().name())) {
            problems.error(
                    writer.get().place(),
                    "the reader and the writer are both called `" + writer.get().name()
                            + "`; give each a name of its own");
            hops(Optional.empty(), Optional.empty());
        } else {
            hops(reader, writer);
        }
        return reader.flatMap(r -> writer.map(w -> new Parameters(r.parameter(), w.parameter())));
    }

    private Optional<Step> step(Located item) {
        return Section.of(item, "a step", problems).flatMap(keys -> {
            Optional<String> type = keys.requireText(
                            "stepType", "write " + READER + " for the reader or " + WRITER + " for the writer")
                    .map(text -> text.value().text());
            Optional<String> category = type.flatMap(t -> category(t, keys));
            keys.requireText("category", "write reader or writer")
                    .filter(text -> category.isPresent() && !text.value().text().equals(category.get()))
                    .ifPresent(text -> problems.error(
                            text.place(),
                            "a step of type " + type.orElse("") + " is a " + category.orElse("") + ", not `"
                                    + text.value().text() + "`; correct `category` or `stepType`"));
            Optional<String> name = keys.requireText("name", "write Reader or Writer")
                    .map(text -> text.value().text());
            Optional<Section> parameter = keys.require("parameter", "write the settings of the step into it")
                    .flatMap(value -> Section.of(value, "the parameter of the " + category.orElse("step"), problems));
            keys.finish();
            return category.flatMap(c -> name.flatMap(n -> parameter.map(p -> new Step(keys.place(), c, n, p))));
        });
    }

    private Optional<String> category(String type, Section keys) {
        if (type.equals(READER) || type.equals(WRITER)) {
            return Optional.of(type.equals(READER) ? "reader" : "writer");
        }
        problems.error(
                keys.value("stepType").map(Located::place).orElse(keys.place()),
                "`" + type + "` is no known stepType; known are " + READER + " (reader) and " + WRITER + " (writer)");
        return Optional.empty();
    }

    private Optional<Step> only(String category, String type, List<Step> steps) {
        List<Step> matching = new ArrayList<>(steps);
        matching.removeIf(step -> !step.category().equals(category));
        for (Step second : matching.subList(Math.min(1, matching.size()), matching.size())) {
            problems.error(second.place(), "this is a second " + category + "; a script has one " + type + " step");
        }
        return matching.stream().findFirst();
    }

    private void missing(String category, String type, Optional<Step> step) {
        if (step.isEmpty()) {
            problems.error(
                    script.placeOf("steps"), "the " + category + " is missing; add a step whose stepType is " + type);
        }
    }

    private void hops(Optional<Step> reader, Optional<Step> writer) {
        Optional<Section> order = script.require("order", "write the hop from Reader to Writer")
                .flatMap(value -> Section.of(value, "`order`", problems));
        Optional<List<Located>> hops =
                order.flatMap(keys -> keys.requireList("hops", "write the hop from Reader to Writer"));
        order.ifPresent(Section::finish);
        hops.ifPresent(all -> {
            if (all.size() != 1) {
                problems.error(
                        order.map(keys -> keys.placeOf("hops")).orElse(script.place()),
                        "`hops` has " + all.size() + " entries; write one, from Reader to Writer");
            }
            all.forEach(item -> Section.of(item, "a hop", problems).ifPresent(hop -> {
                end(hop, "from", reader);
                end(hop, "to", writer);
                hop.finish();
            }));
        });
    }

    private void end(Section hop, String key, Optional<Step> step) {
        hop.requireText(key, "write the name of the step")
                .filter(text -> step.isPresent()
                        && !text.value().text().equals(step.get().name()))
                .ifPresent(text -> problems.error(
                        text.place(),
                        "`" + key + "` is `" + text.value().text()
                                + "`; the hop leads from the reader to the writer, so write `"
                                + step.map(Step::name).orElse("") + "`"));
    }
}

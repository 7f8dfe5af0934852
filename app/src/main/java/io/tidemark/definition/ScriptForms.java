package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the three forms in which sync scripts are found into one, the present form of DataWorks; places stay. The others are
 * the older form, version 1.0, with {@code configuration}, and DataX jobs with {@code job}.
 */
final class ScriptForms {
    private static final Map<String, String> DATAX_READERS = Map.of("otsstreamreader", "otsstream");
    private static final Map<String, String> DATAX_WRITERS = Map.of("odpswriter", "odps");
    private static final Map<String, String> OLD_READERS = Map.of("otsstream", "otsstream");
    private static final Map<String, String> OLD_WRITERS = Map.of("odps", "odps");

    private final Problems problems;

    ScriptForms(Problems problems) {
        this.problems = problems;
    }

    /** The script in the present form; empty if another form is so wrong that there is none, which is then a problem. */
    Optional<Located> present(Located document) {
        if (document instanceof Located.Fields fields) {
            for (Located.Field field : fields.fields()) {
                if (field.key().equals("job")) {
                    return Section.of(document, "the DataX job", problems).flatMap(this::datax);
                }
                if (field.key().equals("configuration")) {
                    return Section.of(document, "the script", problems).flatMap(this::old);
                }
            }
        }
        return Optional.of(document);
    }

    private Optional<Located> datax(Section script) {
        Optional<Section> job = script.section("job");
        script.ignore("core", "has no effect; it tunes DataX itself");
        script.ignore("common", "has no effect; times are local to the workflow's time zone, or to --timezone");
        script.finish();
        return job.flatMap(keys -> {
            Optional<Section> content = keys.requireList("content", "write one reader and one writer into it")
                    .flatMap(items -> only(keys, items));
            Optional<Located> setting = keys.value("setting").map(this::dataxSetting);
            if (keys.section("setting").filter(group -> group.has("errorLimit")).isEmpty()) {
                problems.warning(
                        keys.placeOf("setting"),
                        "`errorLimit` is missing and taken as 0: one dirty record fails the task, where DataX would let all"
                                + " pass; write it out");
            }
            keys.ignore("entry", "has no effect; remove it");
            keys.finish();
            return content.flatMap(both -> {
                Optional<Located> reader = both.require("reader", "write the reader into it")
                        .flatMap(value -> step(value, "name", "reader", DATAX_READERS));
                Optional<Located> writer = both.require("writer", "write the writer into it")
                        .flatMap(value -> step(value, "name", "writer", DATAX_WRITERS));
                both.refuse("transformer", "is not available; transform in MaxCompute, after the sync");
                both.finish();
                return script(keys.place(), reader, writer, setting);
            });
        });
    }

    private Optional<Section> only(Section job, List<Located> items) {
        if (items.size() != 1) {
            problems.error(
                    job.placeOf("content"),
                    "`content` has " + items.size() + " entries; write one, with a reader and a writer");
            return Optional.empty();
        }
        return Section.of(items.get(0), "`content`", problems);
    }

    private Optional<Located> old(Section script) {
        script.textOrDigits("type")
                .filter(text -> !text.value().text().equals("job"))
                .ifPresent(text -> problems.error(
                        text.place(), "`type` is `" + text.value().text() + "`; write \"job\""));
        script.textOrDigits("version")
                .filter(text -> !text.value().text().equals("1.0"))
                .ifPresent(text -> problems.error(
                        text.place(),
                        "`version` is `" + text.value().text()
                                + "`; a script with `configuration` has version \"1.0\""));
        Optional<Section> configuration = script.section("configuration");
        script.finish();
        return configuration.flatMap(keys -> {
            Optional<Located> reader = keys.require("reader", "write the reader into it")
                    .flatMap(value -> step(value, "plugin", "reader", OLD_READERS));
            Optional<Located> writer = keys.require("writer", "write the writer into it")
                    .flatMap(value -> step(value, "plugin", "writer", OLD_WRITERS));
            Optional<Located> setting = keys.value("setting");
            keys.finish();
            return script(keys.place(), reader, writer, setting);
        });
    }

    /** A step of the present form from a group whose kind stands under another key. */
    private Optional<Located> step(Located value, String kindKey, String category, Map<String, String> kinds) {
        return Section.of(value, "`" + category + "`", problems).flatMap(keys -> {
            Optional<Located.Text> kind = keys.requireText(kindKey, "write " + String.join(" or ", kinds.keySet()));
            Optional<Located> parameter =
                    keys.require("parameter", "write the settings of the " + category + " into it");
            keys.finish();
            return kind.flatMap(text -> stepType(text, category, kinds))
                    .flatMap(type -> parameter.map(settings -> new Located.Fields(
                            keys.place(),
                            List.of(
                                    field(keys.place(), "stepType", type),
                                    field(keys.place(), "name", category.equals("reader") ? "Reader" : "Writer"),
                                    field(keys.place(), "category", category),
                                    new Located.Field(keys.placeOf("parameter"), "parameter", settings)))));
        });
    }

    private Optional<String> stepType(Located.Text kind, String category, Map<String, String> kinds) {
        String name = kind.value().text();
        String known = kinds.get(name);
        if (known == null) {
            problems.error(
                    kind.place(),
                    "`" + name + "` is no " + category + " that is known; write " + String.join(", ", kinds.keySet()));
        }
        return Optional.ofNullable(known);
    }

    /** DataX counts channels where DataWorks counts what runs at once. */
    private Located dataxSetting(Located setting) {
        if (!(setting instanceof Located.Fields fields)) {
            return setting;
        }
        List<Located.Field> kept = new ArrayList<>();
        for (Located.Field field : fields.fields()) {
            kept.add(
                    field.key().equals("speed")
                            ? new Located.Field(field.place(), "speed", dataxSpeed(field.value()))
                            : field);
        }
        return new Located.Fields(setting.place(), kept);
    }

    private Located dataxSpeed(Located speed) {
        if (!(speed instanceof Located.Fields fields)) {
            return speed;
        }
        List<Located.Field> kept = new ArrayList<>();
        boolean limited = false;
        for (Located.Field field : fields.fields()) {
            switch (field.key()) {
                case "channel" -> kept.add(renamed(field, "concurrent"));
                case "byte", "record" -> {
                    if (!isUnlimited(field.value())) {
                        kept.add(renamed(field, field.key().equals("byte") ? SpeedKeys.BYTES : SpeedKeys.ROWS));
                        limited = true;
                    }
                }
                default -> kept.add(field);
            }
        }
        if (limited) {
            kept.removeIf(field -> field.key().equals("throttle"));
            kept.add(new Located.Field(speed.place(), "throttle", new Located.Truth(speed.place(), true)));
        }
        return new Located.Fields(speed.place(), kept);
    }

    private static Located.Field renamed(Located.Field field, String key) {
        return new Located.Field(field.place(), key, field.value());
    }

    /** DataX takes a limit that is not more than zero for none. */
    private static boolean isUnlimited(Located limit) {
        String text = limit instanceof Located.Digits digits
                ? digits.text()
                : limit instanceof Located.Text written ? written.value().text() : "";
        return text.startsWith("-") || text.equals("0");
    }

    private static Optional<Located> script(
            Place place, Optional<Located> reader, Optional<Located> writer, Optional<Located> setting) {
        if (reader.isEmpty() || writer.isEmpty()) {
            return Optional.empty();
        }
        Located hop = new Located.Fields(place, List.of(field(place, "from", "Reader"), field(place, "to", "Writer")));
        List<Located.Field> fields = new ArrayList<>(List.of(
                field(place, "type", "job"),
                field(place, "version", "2.0"),
                new Located.Field(place, "steps", new Located.Items(place, List.of(reader.get(), writer.get()))),
                new Located.Field(
                        place,
                        "order",
                        new Located.Fields(
                                place,
                                List.of(new Located.Field(place, "hops", new Located.Items(place, List.of(hop))))))));
        setting.ifPresent(value -> fields.add(new Located.Field(value.place(), "setting", value)));
        return Optional.of(new Located.Fields(place, fields));
    }

    private static Located.Field field(Place place, String key, String text) {
        return new Located.Field(place, key, new Located.Text(place, text));
    }
}

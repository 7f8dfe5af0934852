package io.tidemark.definition;

import io.tidemark.workflow.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells sync scripts, in all their forms and with mistakes in them, from whatever else is JSON. */
final class ScriptShape {
    /** Of each form a key without which nothing is of that form. */
    private static final List<String> FORMS = List.of("\"steps\"", "\"configuration\"", "\"job\"");

    private static final List<String> READERS = List.of("otsstream", "otsstreamreader");

    /** They read whole tables, in DataWorks and in DataX, and are not misspelt. */
    private static final List<String> OTHER_READERS = List.of("ots", "otsreader");

    private ScriptShape() {}

    /** Whether a text may be a script; so much can be told without parsing it. */
    static boolean isPossible(String text) {
        return FORMS.stream().anyMatch(text::contains);
    }

    /** Whether a text that cannot be parsed was meant to be a script. */
    static boolean isMeant(String text) {
        return text.contains(READERS.get(0));
    }

    /** Whether a document is a script, or would be one without its mistakes. Those with other readers are not ours. */
    static boolean isScript(Located document) {
        return hasForm(document) && readers(document).allMatch(ScriptShape::isOurs);
    }

    private static boolean hasForm(Located document) {
        return items(document, "job", "content").isPresent()
                || field(document, "configuration")
                        .filter(keys -> field(keys, "reader").isPresent()
                                || field(keys, "writer").isPresent())
                        .isPresent()
                || items(document, "steps")
                        .filter(steps -> field(document, "order").isPresent()
                                || text(document, "type").filter("job"::equals).isPresent()
                                || steps.stream()
                                        .anyMatch(
                                                step -> field(step, "stepType").isPresent()))
                        .isPresent();
    }

    /** What the script names as its reader, in whichever form it is. */
    private static Stream<String> readers(Located document) {
        Stream<String> present = items(document, "steps").stream()
                .flatMap(List::stream)
                .filter(step -> text(step, "category").filter("writer"::equals).isEmpty())
                .flatMap(step -> text(step, "stepType").stream())
                .filter(type -> !type.equals("odps"));
        Stream<String> old = field(document, "configuration")
                .flatMap(keys -> field(keys, "reader"))
                .flatMap(reader -> text(reader, "plugin"))
                .stream();
        Stream<String> dataX = items(document, "job", "content").stream()
                .flatMap(List::stream)
                .flatMap(both -> field(both, "reader").stream())
                .flatMap(reader -> text(reader, "name").stream());
        return Stream.of(present, old, dataX).flatMap(all -> all);
    }

    private static boolean isOurs(String reader) {
        return READERS.contains(reader)
                || (!OTHER_READERS.contains(reader)
                        && NearestName.of(reader, READERS).isPresent());
    }

    private static Optional<Located> field(Located value, String key) {
        return value instanceof Located.Fields fields
                ? fields.fields().stream()
                        .filter(field -> field.key().equals(key))
                        .map(Located.Field::value)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> text(Located value, String key) {
        return field(value, key)
                .filter(Located.Text.class::isInstance)
                .map(found -> ((Located.Text) found).value().text());
    }

    private static Optional<List<Located>> items(Located value, String... path) {
        Optional<Located> found = Optional.of(value);
        for (String key : path) {
            found = found.flatMap(group -> field(group, key));
        }
        return found.filter(Located.Items.class::isInstance).map(list -> ((Located.Items) list).items());
    }
}

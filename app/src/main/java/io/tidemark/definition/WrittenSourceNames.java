package io.tidemark.definition;

import io.tidemark.workflow.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the names of data sources in a script that may have mistakes elsewhere. */
final class WrittenSourceNames {
    private WrittenSourceNames() {}

    /**
     * A name and where it stands.
     *
     * @param reader whether it stands in the reader, else in the writer
     */
    record Name(Place place, String name, boolean reader) {}

    static List<Name> in(Located script) {
        List<Name> names = new ArrayList<>();
        field(script, "steps")
                .filter(Located.Items.class::isInstance)
                .ifPresent(steps -> ((Located.Items) steps).items().forEach(step -> {
                    Optional<String> type =
                            text(step, "stepType").map(found -> found.value().text());
                    field(step, "parameter")
                            .flatMap(parameter -> text(parameter, "datasource"))
                            .filter(name -> !name.value().text().isBlank()
                                    && Placeholder.split(name.value().text()).size() == 1)
                            .ifPresent(name -> type.filter(ScriptSteps::isKnown)
                                    .ifPresent(known -> names.add(
                                            new Name(name.place(), name.value().text(), ScriptSteps.isReader(known)))));
                }));
        return names;
    }

    private static Optional<Located> field(Located value, String key) {
        return value instanceof Located.Fields fields
                ? fields.fields().stream()
                        .filter(field -> field.key().equals(key))
                        .map(Located.Field::value)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Located.Text> text(Located value, String key) {
        return field(value, key).filter(Located.Text.class::isInstance).map(Located.Text.class::cast);
    }
}

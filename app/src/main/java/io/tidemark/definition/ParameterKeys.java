package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code parameters}: names with their expressions, or one text as it stands in DataWorks' parameter field. */
final class ParameterKeys {
    private static final String KEY = "parameters";

    private final Problems problems;

    ParameterKeys(Problems problems) {
        this.problems = problems;
    }

    /** What is read, in the order of the file; what is no expression is a problem and stays in the answer. */
    Map<String, Located.Text> read(Section keys) {
        Map<String, Located.Text> texts = new LinkedHashMap<>();
        keys.value(KEY).ifPresent(value -> {
            if (value instanceof Located.Text list) {
                assignments(list, texts);
            } else {
                Section.of(value, "`" + KEY + "`", problems).ifPresent(section -> group(section, texts));
            }
        });
        return texts;
    }

    private void assignments(Located.Text list, Map<String, Located.Text> texts) {
        try {
            Assignment.parseList(list.value().text())
                    .forEach(assignment ->
                            texts.put(assignment.name(), new Located.Text(list.place(), assignment.text())));
        } catch (ParameterSyntaxException e) {
            problems.error(list.place(), "`" + KEY + "`: " + Mistake.sentence(e));
        }
    }

    private void group(Section section, Map<String, Located.Text> texts) {
        section.fields().forEach(field -> {
            if (!Assignment.isName(field.key())) {
                problems.error(
                        field.place(),
                        "`" + field.key()
                                + "` cannot be the name of a parameter; use letters, digits, dots and underscores");
            }
            Located.Text text = section.textOrDigits(field.key())
                    .orElseGet(() -> new Located.Text(field.value().place(), ""));
            texts.put(field.key(), text);
            try {
                ParameterExpression.parse(text.value().text());
            } catch (ParameterSyntaxException e) {
                problems.error(text.place(), "the parameter `" + field.key() + "`: " + Mistake.sentence(e));
            }
        });
    }
}

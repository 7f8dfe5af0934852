package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.Problems;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code parameters}: names with their expressions, or one text as it stands in DataWorks' parameter field. */
final class ParameterKeys {
    private static final String KEY = "parameters";

    private final FolderReading folder;
    private final Problems problems;

    /**
     * What is written.
     *
     * @param texts names and their expressions, in the order of the file; what is no expression stays in
     * @param unreadable names whose values are no text at all
     * @param complete whether all names are known
     */
    record Parameters(Map<String, Located.Text> texts, Set<String> unreadable, boolean complete) {
        boolean mayHave(String name) {
            return !complete || texts.containsKey(name) || unreadable.contains(name);
        }
    }

    ParameterKeys(FolderReading folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Every mistake is a problem. */
    Parameters read(Section keys) {
        Map<String, Located.Text> texts = new LinkedHashMap<>();
        Set<String> unreadable = new LinkedHashSet<>();
        Optional<Located> value = keys.value(KEY);
        if (value.isEmpty()) {
            return new Parameters(texts, unreadable, true);
        }
        if (value.get() instanceof Located.Text list) {
            return new Parameters(texts, unreadable, assignments(list, texts));
        }
        Optional<Section> section = Section.of(value.get(), "`" + KEY + "`", problems);
        section.ifPresent(group -> group(group, texts, unreadable));
        return new Parameters(texts, unreadable, section.isPresent());
    }

    private boolean assignments(Located.Text list, Map<String, Located.Text> texts) {
        try {
            Assignment.parseList(list.value().text())
                    .forEach(assignment ->
                            texts.put(assignment.name(), new Located.Text(list.place(), assignment.text())));
            return true;
        } catch (ParameterSyntaxException e) {
            problems.error(list.place(), "`" + KEY + "`: " + Mistake.sentence(e));
            return false;
        }
    }

    private void group(Section section, Map<String, Located.Text> texts, Set<String> unreadable) {
        section.fields().forEach(field -> {
            if (!Assignment.isName(field.key())) {
                problems.error(
                        field.place(),
                        "`" + field.key()
                                + "` cannot be the name of a parameter; use letters, digits, dots and underscores");
            }
            section.textOrDigits(field.key())
                    .ifPresentOrElse(text -> expression(field.key(), text, texts), () -> unreadable.add(field.key()));
        });
    }

    private void expression(String name, Located.Text text, Map<String, Located.Text> texts) {
        texts.put(name, text);
        try {
            folder.expression(text.value().text());
        } catch (ParameterSyntaxException e) {
            problems.error(text.place(), "the parameter `" + name + "`: " + Mistake.sentence(e));
        }
    }
}

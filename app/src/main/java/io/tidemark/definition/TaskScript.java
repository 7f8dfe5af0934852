package io.tidemark.definition;

import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Matches the parameters of a task with the placeholders of its script. */
final class TaskScript {
    private final SyncScript script;
    private final ParameterKeys.Parameters parameters;

    TaskScript(SyncScript script, ParameterKeys.Parameters parameters) {
        this.script = script;
        this.parameters = parameters;
    }

    /**
     * The parameters, completed by those that the script may use without being given a value.
     *
     * @param field the task
     * @param problems takes parameters without a value and parameters that nobody uses
     */
    Map<String, String> texts(Located.Field field, Problems problems) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.texts().forEach((name, text) -> texts.put(name, text.value().text()));
        for (String name : script.parameterNames()) {
            if (!parameters.mayHave(name)) {
                ParameterTexts.builtIn(name)
                        .ifPresentOrElse(
                                text -> texts.put(name, text),
                                () -> problems.error(
                                        script.placeOf(name),
                                        "the parameter `" + name
                                                + "` has no value; write it under `parameters` of the task `"
                                                + field.key() + "` in "
                                                + field.place().file()));
            }
        }
        parameters.texts().forEach((name, text) -> {
            if (!script.parameterNames().contains(name)) {
                problems.warning(
                        text.place(),
                        "the script does not use the parameter `" + name + "`; remove it or correct its name");
            }
        });
        return texts;
    }

    /** What the script's placeholders stand for; empty if one of them has no value or a wrong one. */
    Optional<Map<String, ParameterExpression>> expressions(Map<String, String> texts, FolderReading reading) {
        Map<String, ParameterExpression> expressions = new LinkedHashMap<>();
        try {
            for (String name : script.parameterNames()) {
                String text = texts.get(name);
                if (text == null) {
                    return Optional.empty();
                }
                expressions.put(name, reading.expression(text));
            }
        } catch (ParameterSyntaxException reportedBefore) {
            return Optional.empty();
        }
        return Optional.of(expressions);
    }
}

package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.NearestName;
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
        Map<String, Located.Text> unused = new LinkedHashMap<>(parameters.texts());
        unused.keySet().removeAll(script.parameterNames());
        for (String name : script.parameterNames()) {
            if (!parameters.mayHave(name)) {
                ParameterTexts.builtIn(name)
                        .ifPresentOrElse(text -> texts.put(name, text), () -> missing(name, unused, field, problems));
            }
        }
        if (script.tellsItsParameters()) {
            unused.forEach((name, text) -> problems.warning(
                    text.place(),
                    "the script does not use the parameter `" + name + "`; remove it or correct its name"));
        }
        return texts;
    }

    /** One that is given under a name which is nearly right is one mistake, not two. */
    private void missing(String name, Map<String, Located.Text> unused, Located.Field field, Problems problems) {
        Optional<String> meant = NearestName.of(name, unused.keySet());
        if (meant.isEmpty()) {
            problems.error(
                    script.placeOf(name),
                    "the parameter `" + name + "` has no value; write it under `parameters` of the task `" + field.key()
                            + "` in " + field.place().file());
            return;
        }
        Optional.ofNullable(unused.remove(meant.get()))
                .filter(text -> Assignment.isName(meant.get()))
                .ifPresent(text -> problems.error(
                        text.place(),
                        "the script has no parameter `" + meant.get() + "`; did you mean `" + name + "`?"));
    }

    /** What the script's placeholders stand for; empty if one of them has no value or a wrong one. */
    Optional<Map<String, SampledExpression>> expressions(Map<String, String> texts, FolderReading folder) {
        Map<String, SampledExpression> expressions = new LinkedHashMap<>();
        try {
            for (String name : script.parameterNames()) {
                String text = texts.get(name);
                if (text == null) {
                    return Optional.empty();
                }
                expressions.put(name, folder.expression(text));
            }
        } catch (ParameterSyntaxException reportedBefore) {
            return Optional.empty();
        }
        return Optional.of(expressions);
    }
}

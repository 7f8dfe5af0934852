package io.tidemark.definition;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.Occasion;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns texts of parameters into values. */
public final class ParameterTexts {
    /** Parameters that a script may use without anybody giving them a value: they follow from the cycle. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "bdp.system.bizdate", "${bdp.system.bizdate}",
            "bdp.system.cyctime", "${bdp.system.cyctime}");

    private ParameterTexts() {}

    /** The expression of a parameter that needs none to be written. */
    static Optional<String> builtIn(String name) {
        return Optional.ofNullable(BUILT_IN.get(name));
    }

    /** The values of a task's parameters on an occasion. The texts have been checked when the workflow was read. */
    public static Map<String, ParameterValue> evaluate(Map<String, String> parameters, Occasion occasion) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        parameters.forEach(
                (name, text) -> values.put(name, ParameterExpression.parse(text).evaluate(occasion)));
        return values;
    }

    /**
     * The values of parameters given on the command line, {@code -p name=text}. Text without a dollar sign is taken as it is;
     * other text is an expression and needs the cycle.
     *
     * @param cycle of {@code --cyctime}
     * @throws InvalidDefinitionException if a text is no expression, needs a cycle and there is none, or names a parameter
     *     that the script does not have
     */
    public static Map<String, ParameterValue> given(
            Map<String, String> given, Optional<Cycle> cycle, SyncScript script) {
        Problems problems = new Problems();
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (String name : script.parameterNames()) {
            if (!given.containsKey(name)) {
                builtIn(name)
                        .flatMap(text -> value(name, text, cycle, script.placeOf(name), problems))
                        .ifPresent(value -> values.put(name, value));
            }
        }
        given.forEach((name, text) -> {
            Place place = Place.wholeFile("-p " + name);
            if (!script.parameterNames().contains(name)) {
                problems.error(
                        place,
                        "the script has no parameter `" + name + "`"
                                + NearestName.of(name, script.parameterNames())
                                        .map(nearest -> "; did you mean `" + nearest + "`?")
                                        .orElse("; remove it"));
            }
            value(name, text, cycle, place, problems).ifPresent(value -> values.put(name, value));
        });
        problems.throwIfErrors();
        return values;
    }

    private static Optional<ParameterValue> value(
            String name, String text, Optional<Cycle> cycle, Place place, Problems problems) {
        if (text.indexOf('$') < 0) {
            return Optional.of(ParameterValue.of(text));
        }
        try {
            ParameterExpression expression = ParameterExpression.parse(text);
            if (cycle.isEmpty()) {
                problems.error(
                        place,
                        "the parameter `" + name + "` is `" + text
                                + "`, which depends on the scheduled time; give that with --cyctime");
            }
            return cycle.map(expression::evaluate);
        } catch (IllegalArgumentException e) {
            problems.error(place, Mistake.sentence(e));
            return Optional.empty();
        }
    }
}

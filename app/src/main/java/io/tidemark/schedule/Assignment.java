package io.tidemark.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parameter and its expression, as in the parameter field of DataWorks: {@code startTime=$[yyyymmddhh24miss-10/24/60]}.
 *
 * @param text the expression as it was written
 */
public record Assignment(String name, String text, ParameterExpression expression) {
    /**
     * Reads assignments that are separated by spaces.
     *
     * @throws ParameterSyntaxException if the text is no such list, or gives a name two values
     */
    public static List<Assignment> parseList(String list) {
        List<Assignment> assignments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int from = 0;
        while (from < list.length()) {
            int end = list.indexOf(' ', from);
            end = end < 0 ? list.length() : end;
            if (end > from) {
                Assignment assignment = parse(list, from, end);
                if (!names.add(assignment.name())) {
                    throw new ParameterSyntaxException(
                            list, from + 1, "`" + assignment.name() + "` gets a value twice; remove one");
                }
                assignments.add(assignment);
            }
            from = end + 1;
        }
        return assignments;
    }

    /** Whether a parameter can be called so: letters, digits, dots and underscores. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
    }

    private static Assignment parse(String list, int from, int end) {
        int equals = list.indexOf('=', from);
        if (equals < 0 || equals >= end) {
            throw new ParameterSyntaxException(
                    list,
                    from + 1,
                    "`" + list.substring(from, end)
                            + "` is no name=value; a space parts two assignments, and neither a value nor the `=` has one");
        }
        String name = list.substring(from, equals);
        if (!isName(name)) {
            throw new ParameterSyntaxException(
                    list,
                    from + 1,
                    "`" + name
                            + "` cannot be the name of a parameter; use letters, digits, dots and underscores, and no"
                            + " space before the `=`");
        }
        String text = list.substring(equals + 1, end);
        try {
            return new Assignment(name, text, ParameterExpression.parse(text));
        } catch (ParameterSyntaxException e) {
            throw new ParameterSyntaxException(list, equals + 1 + e.position(), e.sentence());
        }
    }
}

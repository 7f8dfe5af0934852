package io.tidemark.definition;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The lines of one data source in a datasources.yaml. */
final class DataSourceEntry {
    /** Keys whose values must stand elsewhere. */
    private static final Set<String> SECRETS = Set.of("accessKeySecret", "securityToken");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,99}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\}");
    /** Text that YAML takes for text, and for no more than that, without quotes. */
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z]([A-Za-z0-9_./:-]*[A-Za-z0-9_/])?|\\d+[smhd]|\\$\\{(env|file):[A-Za-z0-9_./-]+\\}");

    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private DataSourceEntry() {}

    /**
     * The lines, without line breaks.
     *
     * @param keys in their order
     * @throws Mistake if a secret is written out; the sentence does not repeat it
     */
    static List<String> lines(String name, Map<String, String> keys) throws Mistake {
        List<String> lines = new ArrayList<>();
        lines.add(scalar(name) + ":");
        for (Map.Entry<String, String> key : keys.entrySet()) {
            if (SECRETS.contains(key.getKey())
                    && !REFERENCE.matcher(key.getValue()).matches()) {
                throw new Mistake(
                        "`" + key.getKey() + "` is never written into the file itself; put it into an environment"
                                + " variable and write '${env:NAME}', or into a file that only you can read and write '${file:PATH}',"
                                + " in single quotes so that the shell leaves it alone");
            }
            lines.add("  " + key.getKey() + ": " + scalar(key.getValue()));
        }
        return lines;
    }

    /** @throws Mistake if a new data source cannot be called so */
    static void requireName(String name) throws Mistake {
        if (!NAME.matcher(name).matches()) {
            throw new Mistake(
                    "`" + name + "` cannot be the name of a data source; write up to 100 letters, digits, underscores,"
                            + " dots and dashes");
        }
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : TextNode.valueOf(text).toString();
    }
}

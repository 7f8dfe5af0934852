package io.tidemark.maxcompute.conversion;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.regex.Pattern;

/** Where a parser stands inside a JSON value, as a path such as {@code $.items[3].price}. */
final class JsonPlace {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final int SHOWN = 40;

    private JsonPlace() {}

    /** The path; {@code $} is the whole value. Names that are long or not plain stand in brackets, cut where they are long. */
    static String of(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(context, path);
        return path.toString();
    }

    private static void append(JsonStreamContext context, StringBuilder path) {
        JsonStreamContext parent = context.getParent();
        if (parent == null) {
            path.append('$');
            return;
        }
        append(parent, path);
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.hasCurrentName()) {
            String name = context.getCurrentName();
            if (PLAIN.matcher(name).matches()) {
                path.append('.').append(name);
            } else {
                path.append("[\"").append(shown(name)).append("\"]");
            }
        }
    }

    private static String shown(String name) {
        int[] points = name.codePoints()
                .limit(SHOWN + 1L)
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .toArray();
        return points.length > SHOWN ? new String(points, 0, SHOWN) + "..." : new String(points, 0, points.length);
    }
}

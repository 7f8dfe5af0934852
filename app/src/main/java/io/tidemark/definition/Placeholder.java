package io.tidemark.definition;

import io.tidemark.workflow.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code ${name}} in a script's text, to be replaced by the value of a parameter.
 *
 * @param marked whether it stands under one of the keys that were asked for
 */
record Placeholder(Place place, String name, boolean marked) {
    private static final String OPEN = "${";

    /** Pieces of a text: every second one, beginning with the second, is a placeholder's name. */
    static List<String> split(String text) {
        if (!text.contains(OPEN)) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            pieces.add(text.substring(from, open));
            pieces.add(text.substring(open + OPEN.length(), close));
            from = close + 1;
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}

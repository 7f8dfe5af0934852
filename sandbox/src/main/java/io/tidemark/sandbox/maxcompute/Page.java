package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.util.List;

/**
 * Part of a list.
 *
 * @param marker where the next part begins; empty behind the last one
 */
record Page<T>(List<T> items, String marker) {
    private static final int MAX_ITEMS = 1_000;

    /** The part that a call asks for by its marker, which is a place in the list. */
    static <T> Page<T> of(List<T> all, Call call) throws Refusal {
        int start = number(call.parameter("marker"), 0);
        int size = Math.max(1, Math.min(MAX_ITEMS, number(call.parameter("maxitems"), MAX_ITEMS)));
        int from = Math.min(start, all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : "");
    }

    private static int number(String text, int otherwise) throws Refusal {
        try {
            return text.isEmpty() ? otherwise : Integer.parseUnsignedInt(text) & Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new Refusal(RefusalCode.INVALID_ARGUMENT, "'" + text + "' is not a number.", e);
        }
    }
}

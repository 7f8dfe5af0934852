package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY, MAP and STRUCT out of JSON text. What is inside goes through the conversions of its own types; what does not fit there
 * makes the whole value a misfit, whose reason names the place. The text {@code null} is the column's null.
 */
record NestedConversion(JsonShape shape) implements ColumnConversion {
    @Override
    public @Nullable Object convert(Object value) throws Misfit {
        if (!(value instanceof String) && !(value instanceof byte[])) {
            throw new Misfit("is a number or truth value and not JSON text");
        }
        try (JsonCursor json = new JsonCursor(TextConversion.STRING.convert(value))) {
            json.begin();
            Object converted = json.value(shape);
            json.end();
            return converted;
        }
    }
}

package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;

/** One JSON value as text; numbers and truth values are JSON already. */
record JsonConversion() implements ColumnConversion {
    @Override
    public String convert(Object value) throws Misfit {
        if (value instanceof Double number) {
            ExactNumber.requireFinite(number);
        }
        String text = TextConversion.STRING.convert(value);
        if (value instanceof String || value instanceof byte[]) {
            requireJson(text);
        }
        return text;
    }

    private static void requireJson(String text) throws Misfit {
        try (JsonCursor json = new JsonCursor(text)) {
            json.begin();
            json.skip();
            json.end();
        }
    }
}

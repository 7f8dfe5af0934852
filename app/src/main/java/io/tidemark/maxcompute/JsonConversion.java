package io.tidemark.maxcompute;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.sync.ColumnConversion;
import java.io.IOException;

/** One JSON value as text; numbers and truth values are JSON already. */
record JsonConversion() implements ColumnConversion {
    private static final JsonFactory JSON = new JsonFactory();

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
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Misfit("is not JSON");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new Misfit("is more than one JSON value");
            }
        } catch (IOException e) {
            throw new Misfit("is not JSON");
        }
    }
}

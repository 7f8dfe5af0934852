package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion;
import io.tidemark.sync.ColumnConversion.Misfit;

/** A value without values inside, by the very conversion that a column of its type has. */
record JsonScalar(ColumnConversion conversion) implements JsonShape {
    @Override
    public Object read(JsonCursor json) throws Misfit {
        if (json.token().isStructStart()) {
            throw json.misfit("is a JSON array or object, and not a single value");
        }
        Object converted;
        try {
            converted = conversion.convert(json.scalar());
        } catch (Misfit misfit) {
            throw json.misfit(misfit.reason());
        }
        if (converted == null) {
            throw new IllegalStateException(conversion + " made null of " + json.token());
        }
        json.spend(EncodedSize.of(converted));
        return converted;
    }
}

package io.tidemark.maxcompute.conversion;

import io.tidemark.sync.ColumnConversion.Misfit;

/** A value of type JSON inside of another one: the JSON value as it is written. */
record JsonVerbatim() implements JsonShape {
    @Override
    public Object read(JsonCursor json) throws Misfit {
        String written = json.verbatim();
        json.spend(EncodedSize.of(written));
        return written;
    }
}

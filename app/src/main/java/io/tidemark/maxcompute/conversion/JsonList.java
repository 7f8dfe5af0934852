package io.tidemark.maxcompute.conversion;

import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARRAY: a JSON array, element by element. */
record JsonList(JsonShape element) implements JsonShape {
    @Override
    public Object read(JsonCursor json) throws Misfit {
        if (json.token() != JsonToken.START_ARRAY) {
            throw json.misfit("is not a JSON array");
        }
        List<@Nullable Object> list = new ArrayList<>();
        while (json.next() != JsonToken.END_ARRAY) {
            list.add(json.value(element));
        }
        json.spend(EncodedSize.ofVarint(list.size()));
        return list;
    }
}

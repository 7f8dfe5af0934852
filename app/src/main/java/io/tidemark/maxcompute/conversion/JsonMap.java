package io.tidemark.maxcompute.conversion;

import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.maxcompute.record.MapEntries;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MAP: a JSON object, its names being the keys. */
record JsonMap(MapKey key, JsonShape value) implements JsonShape {
    @Override
    public Object read(JsonCursor json) throws Misfit {
        if (json.token() != JsonToken.START_OBJECT) {
            throw json.misfit("is not a JSON object");
        }
        List<Object> keys = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        while (json.next() != JsonToken.END_OBJECT) {
            Object read = key.read(json);
            if (!known.add(key.identity(read))) {
                throw json.misfit("stands under a key that is there twice");
            }
            keys.add(read);
            json.next();
            values.add(json.value(value));
        }
        json.spend(2 * EncodedSize.ofVarint(keys.size()));
        return new MapEntries(keys, values);
    }
}

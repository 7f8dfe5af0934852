package io.tidemark.maxcompute.conversion;

import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * STRUCT: a JSON object by the names of its fields, in any case and order. A field that is not there is null.
 *
 * @param places of the fields by their name in lower case
 */
record JsonStruct(Map<String, Integer> places, List<JsonShape> fields) implements JsonShape {
    JsonStruct {
        places = Map.copyOf(places);
        fields = List.copyOf(fields);
    }

    static JsonStruct of(List<String> names, List<JsonShape> fields) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i).toLowerCase(Locale.ROOT), i);
        }
        return new JsonStruct(places, fields);
    }

    @Override
    public Object read(JsonCursor json) throws Misfit {
        if (json.token() != JsonToken.START_OBJECT) {
            throw json.misfit("is not a JSON object");
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        BitSet known = new BitSet(fields.size());
        while (json.next() != JsonToken.END_OBJECT) {
            Integer place = places.get(json.name().toLowerCase(Locale.ROOT));
            if (place == null) {
                throw json.misfit("is a field that the STRUCT does not have");
            }
            if (known.get(place)) {
                throw json.misfit("is a field that is there twice");
            }
            known.set(place);
            json.next();
            values[place] = json.value(fields.get(place));
        }
        json.spend(fields.size() - known.cardinality());
        return Arrays.asList(values);
    }
}

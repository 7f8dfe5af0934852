package io.tidemark.maxcompute.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a MAP column, in the order of its text.
 *
 * @param keys none of them twice
 * @param values one for each key, at the same place
 */
public record MapEntries(List<Object> keys, List<@Nullable Object> values) {
    public MapEntries {
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(keys.size() + " keys for " + values.size() + " values");
        }
    }
}

package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidemark.attempt.DirtyRecord;
import java.util.List;

/** Rows that were left out, as JSON. */
public final class DirtyJson {
    private DirtyJson() {}

    /** Adds one object for each. */
    public static void write(ArrayNode array, List<DirtyRecord> records) {
        for (DirtyRecord record : records) {
            array.addObject()
                    .put("key", record.key())
                    .put("column", record.column())
                    .put("type", record.type())
                    .put("value", record.value())
                    .put("reason", record.reason());
        }
    }

    static DirtyRecord read(JsonNode node) {
        return new DirtyRecord(
                node.path("key").asText(),
                node.path("column").asText(),
                node.path("type").asText(),
                node.path("value").asText(),
                node.path("reason").asText());
    }
}

package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schemas of the files that people write, for editors. The readers check more than a schema can say. */
public final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /** File names to schemas, as text with a line break at the end. */
    public static Map<String, String> all() {
        try {
            Map<String, String> all = new TreeMap<>();
            all.put("workflow.schema.json", text(WorkflowSchema.schema()));
            all.put("sync-script.schema.json", text(ScriptSchema.schema()));
            all.put("datasources.schema.json", text(DataSourceSchema.schema()));
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
    }

    private static String text(JsonNode schema) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }
}

package io.tidemark.sandbox.maxcompute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.maxcompute.schema.Column;
import java.util.List;

/** The JSON documents that clients read. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written.", e);
        }
    }

    static byte[] error(String code, String message) {
        return bytes(object().put("Code", code).put("Message", message));
    }

    /** Columns as the tunnel describes them. */
    static ObjectNode tunnelSchema(List<Column> columns, List<Column> partitionColumns) {
        ObjectNode schema = object();
        describe(schema.putArray("columns"), columns, "nullable");
        describe(schema.putArray("partitionKeys"), partitionColumns, "nullable");
        return schema;
    }

    /** Columns as the control plane describes them. */
    static void tableSchema(ObjectNode to, List<Column> columns, List<Column> partitionColumns) {
        describe(to.putArray("columns"), columns, "isNullable");
        describe(to.putArray("partitionKeys"), partitionColumns, "isNullable");
    }

    private static void describe(ArrayNode array, List<Column> columns, String nullable) {
        for (Column column : columns) {
            array.addObject()
                    .put("name", column.name())
                    .put("type", column.type().toString())
                    .put(nullable, column.nullable())
                    .put("comment", column.comment())
                    .put("column_id", String.valueOf(array.size() - 1));
        }
    }
}

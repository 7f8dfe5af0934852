package io.tidemark.sandbox.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON in any of these forms: an array of objects, objects one after the other (JSON lines), or an object whose
 * "features" are the rows (GeoJSON). The properties of a GeoJSON feature become columns beside its id and geometry.
 */
record JsonFile(Path path) implements InputFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    @Override
    public void read(Rows rows) throws BadInputException, IOException {
        try (JsonParser in = JSON.createParser(path.toFile())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case START_ARRAY -> readArray(in, rows);
                    case START_OBJECT -> readObject(in, rows);
                    default -> throw at(in, "expected an object or an array of objects.");
                }
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw BadInputException.at(path.toString(), line, "not valid JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private void readArray(JsonParser in, Rows rows) throws BadInputException, IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw at(in, "every element of the array must be an object.");
            }
            long line = in.currentTokenLocation().getLineNr();
            ObjectNode object = in.readValueAsTree();
            rows.take(row(line, object));
        }
    }

    /** An object is a row, unless it has "features". */
    private void readObject(JsonParser in, Rows rows) throws BadInputException, IOException {
        long line = in.currentTokenLocation().getLineNr();
        ObjectNode object = JSON.createObjectNode();
        boolean collection = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (in.nextToken() == JsonToken.START_ARRAY && name.equals("features")) {
                collection = true;
                readArray(in, rows);
            } else {
                JsonNode value = in.readValueAsTree();
                object.set(name, value);
            }
        }
        if (!collection) {
            rows.take(row(line, object));
        }
    }

    private static InputRow row(long line, ObjectNode object) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        boolean feature = "Feature".equals(object.path("type").asText())
                && object.path("properties").isObject();
        if (feature) {
            object.path("properties").properties().forEach(property -> put(values, property));
            object.properties().stream()
                    .filter(member ->
                            member.getKey().equals("id") || member.getKey().equals("geometry"))
                    .forEach(member -> put(values, member));
        } else {
            object.properties().forEach(member -> put(values, member));
        }
        return new InputRow(line, values);
    }

    private static void put(Map<String, JsonNode> values, Map.Entry<String, JsonNode> member) {
        if (!member.getValue().isNull()) {
            values.put(member.getKey(), member.getValue());
        }
    }

    private BadInputException at(JsonParser in, String sentence) {
        return BadInputException.at(path.toString(), in.currentTokenLocation().getLineNr(), sentence);
    }
}

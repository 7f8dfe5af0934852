package io.tidemark.sandbox.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The earthquakes of one week, as the USGS feed had them (public domain): each is inserted when it happened, with the status
 * "automatic", and updated when its record last changed.
 */
final class EarthquakeFeed {
    private static final String FILE = "earthquakes.json";

    private EarthquakeFeed() {}

    /** All changes of the week, oldest first. */
    static List<QuakeChange> changes() {
        JsonNode feed;
        try (InputStream file = EarthquakeFeed.class.getResourceAsStream(FILE)) {
            feed = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own " + FILE + " cannot be read", e);
        }
        List<QuakeChange> changes = new ArrayList<>();
        for (JsonNode feature : feed.path("features")) {
            JsonNode properties = feature.path("properties");
            String id = feature.path("id").asText();
            long time = properties.path("time").asLong();
            long updated = properties.path("updated").asLong();
            changes.add(new QuakeChange(Instant.ofEpochMilli(time), true, id, columns(feature, "automatic", time)));
            changes.add(new QuakeChange(
                    Instant.ofEpochMilli(updated),
                    false,
                    id,
                    columns(feature, properties.path("status").asText(), updated)));
        }
        changes.sort(Comparator.comparing(QuakeChange::at));
        return changes;
    }

    private static Map<String, Object> columns(JsonNode feature, String status, long updated) {
        JsonNode properties = feature.path("properties");
        JsonNode coordinates = feature.path("geometry").path("coordinates");
        Map<String, Object> columns = new LinkedHashMap<>();
        put(columns, "time", properties.path("time"));
        columns.put("updated", updated);
        put(columns, "mag", asDouble(properties.path("mag")));
        put(columns, "mag_type", properties.path("magType"));
        put(columns, "place", properties.path("place"));
        columns.put("status", status);
        put(columns, "net", properties.path("net"));
        put(columns, "nst", properties.path("nst"));
        put(columns, "tsunami", properties.path("tsunami"));
        put(columns, "sig", properties.path("sig"));
        put(columns, "longitude", asDouble(coordinates.path(0)));
        put(columns, "latitude", asDouble(coordinates.path(1)));
        put(columns, "depth", asDouble(coordinates.path(2)));
        return columns;
    }

    /** The feed writes whole magnitudes and coordinates without a point; the column is a double all the same. */
    private static JsonNode asDouble(JsonNode value) {
        return value.isNumber() ? new com.fasterxml.jackson.databind.node.DoubleNode(value.asDouble()) : value;
    }

    private static void put(Map<String, Object> columns, String name, JsonNode value) {
        if (value.isTextual()) {
            columns.put(name, value.asText());
        } else if (value.isIntegralNumber()) {
            columns.put(name, value.asLong());
        } else if (value.isNumber()) {
            columns.put(name, value.asDouble());
        }
    }
}

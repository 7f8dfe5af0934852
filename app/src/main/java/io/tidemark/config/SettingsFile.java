package io.tidemark.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds and parses a settings file: YAML with one {@code key: value} a line. Keys may stand in groups; they are then called
 * {@code group.key}, and may be written so, too.
 */
public final class SettingsFile {
    private static final YAMLFactory YAML = new YAMLFactory();

    private SettingsFile() {}

    /**
     * Reads a file of the given directory or, when there is none, the one that ships in the jar. The two are not merged: a key
     * that the file leaves out has its built-in default.
     *
     * @param name with its folder, such as {@code dashboard-config/jobrunr.yaml}; the last part is looked up in the directory
     * @throws InvalidDefinitionException if the file is not YAML, or has lists
     */
    public static Settings read(String name, Optional<Path> directory) {
        Optional<Path> file = directory
                .map(dir -> dir.resolve(name.substring(name.lastIndexOf('/') + 1)))
                .filter(Files::isRegularFile);
        if (file.isPresent()) {
            return read(file.get());
        }
        try {
            return parse(name, shipped(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file that is there.
     *
     * @throws InvalidDefinitionException if it cannot be read, is not YAML, or has lists
     */
    public static Settings read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw broken(
                    Place.wholeFile(file.toString()),
                    "the file cannot be read; check that it is a text that you may read");
        }
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = SettingsFile.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Settings parse(String file, String text) throws IOException {
        Map<String, Settings.Entry> entries = new LinkedHashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != null && first != JsonToken.START_OBJECT) {
                throw broken(place(file, parser.currentTokenLocation()), "lines of the form key: value are expected");
            }
            if (first != null) {
                group(file, "", parser, entries);
            }
        } catch (JsonProcessingException e) {
            throw broken(place(file, e.getLocation()), e.getOriginalMessage());
        }
        return new Settings(file, entries);
    }

    private static void group(String file, String prefix, JsonParser parser, Map<String, Settings.Entry> entries)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            Place place = place(file, parser.currentTokenLocation());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                group(file, key + ".", parser, entries);
            } else if (!value.isScalarValue()) {
                throw broken(place, "'" + key + "' must have a single value, not a list");
            } else if (entries.put(key, new Settings.Entry(parser.getText(), place)) != null) {
                throw broken(place, "'" + key + "' is written twice; keep one of them");
            }
        }
    }

    private static Place place(String file, JsonLocation location) {
        return location == null ? Place.wholeFile(file) : new Place(file, location.getLineNr(), location.getColumnNr());
    }

    private static InvalidDefinitionException broken(Place place, String sentence) {
        return new InvalidDefinitionException(
                List.of(Problem.error(place, sentence.strip().replaceAll("\\s+", " "))));
    }
}

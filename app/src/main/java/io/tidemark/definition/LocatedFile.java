package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a text into located values. JSON may hold comments (hash, slashes, slash-star) and trailing commas. */
final class LocatedFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final JsonFactory YAML = new YAMLFactory();

    private final String file;
    private final JsonParser parser;
    private final Problems problems;

    private LocatedFile(String file, JsonParser parser, Problems problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** Empty if the file cannot be read or is not JSON; then a problem says so. */
    static Optional<Located> json(Path file, Problems problems) {
        return FileTexts.INSTANCE.text(file, "JSON", problems).flatMap(text -> json(file, text, problems));
    }

    /** Empty if the text is not JSON; then a problem says so. */
    static Optional<Located> json(Path file, String text, Problems problems) {
        return read(file, text, JSON, "JSON", problems);
    }

    /** Empty if the file cannot be read or is not YAML; then a problem says so. */
    static Optional<Located> yaml(Path file, Problems problems) {
        return FileTexts.INSTANCE.text(file, "YAML", problems).flatMap(text -> yaml(file, text, problems));
    }

    /** Empty if the text is not YAML; then a problem says so. */
    static Optional<Located> yaml(Path file, String text, Problems problems) {
        return read(file, text, YAML, "YAML", problems);
    }

    private static Optional<Located> read(Path path, String text, JsonFactory format, String name, Problems problems) {
        String file = path.toString();
        try (JsonParser parser = format.createParser(text)) {
            try {
                return new LocatedFile(file, parser, problems).document(name);
            } catch (JsonProcessingException e) {
                SyntaxMistake mistake = new SyntaxMistake(file, text, e);
                problems.error(mistake.place(parser.currentLocation()), mistake.sentence(name));
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private Optional<Located> document(String name) throws IOException {
        if (parser.nextToken() == null) {
            problems.error(Place.wholeFile(file), "the file holds nothing but blanks and comments");
            return Optional.empty();
        }
        Located document = value();
        if (parser.nextToken() != null) {
            problems.error(here(), "the " + name + " document ends before this; remove what follows");
            return Optional.empty();
        }
        return Optional.of(document);
    }

    private Located value() throws IOException {
        Place place = here();
        JsonToken token = parser.currentToken();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.error(place, "aliases are not supported; write the value out");
            return new Located.Refused(place);
        }
        return switch (token) {
            case START_OBJECT -> fields(place);
            case START_ARRAY -> items(place);
            case VALUE_STRING -> new Located.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Digits(place, parser.getText());
            case VALUE_TRUE -> new Located.Truth(place, true);
            case VALUE_FALSE -> new Located.Truth(place, false);
            default -> new Located.Nothing(place);
        };
    }

    private Located.Items items(Place place) throws IOException {
        List<Located> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Located.Items(place, items);
    }

    private Located.Fields fields(Place place) throws IOException {
        List<Located.Field> fields = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place keyPlace = here();
            String key = parser.currentName();
            parser.nextToken();
            Located value = value();
            Place earlier = seen.putIfAbsent(key, keyPlace);
            if (key.equals("<<") && value instanceof Located.Refused) {
                continue;
            }
            if (earlier == null) {
                fields.add(new Located.Field(keyPlace, key, value));
            } else {
                problems.error(
                        keyPlace,
                        "`" + key + "` stands here a second time, first in line " + earlier.line() + "; remove one");
            }
        }
        return new Located.Fields(place, fields);
    }

    private Place here() {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(file, location.getLineNr(), location.getColumnNr());
    }
}

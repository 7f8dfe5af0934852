package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What editors are told, compared with what the readers do. */
class SchemasTest {
    private static final Path DOCS = Path.of("..", "docs", "schema");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());

    /** Sentences about what a schema can see. */
    private static final Pattern STRUCTURE = Pattern.compile(
            "is not a key of|is missing in|write a whole number|write true or false|write text in quotes|write a list"
                    + "|write a group of keys|write a number and a unit");

    @TempDir
    Path folder;

    @Test
    void theFilesInDocsAreTheSchemas() throws IOException {
        for (Map.Entry<String, String> schema : Schemas.all().entrySet()) {
            assertThat(Files.readString(DOCS.resolve(schema.getKey())))
                    .as("write it again with ./tidemark validate --schemas docs/schema")
                    .isEqualTo(schema.getValue());
        }
        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSameElementsAs(Schemas.all().keySet());
        }
    }

    @Test
    void whatIsShippedAndTheManualsScriptAreGood() throws IOException {
        Path workflows = Path.of("..", "workflows");
        assertThat(mistakes("workflow", Files.readString(workflows.resolve("earthquakes/workflow.yaml"))))
                .isEmpty();
        assertThat(mistakes("sync-script", Files.readString(workflows.resolve("earthquakes/changes.json"))))
                .isEmpty();
        assertThat(mistakes("datasources", Files.readString(workflows.resolve("datasources.yaml"))))
                .isEmpty();
        assertThat(mistakes("sync-script", Manual.filledIn())).isEmpty();
        assertThat(mistakes("sync-script", ScriptFormsTest.DATAX)).isEmpty();
        assertThat(mistakes("sync-script", ScriptFormsTest.OLD)).isEmpty();
        assertThat(mistakes("workflow", WorkflowFilesTest.WORKFLOW)).isEmpty();
        assertThat(mistakes("workflow", WorkflowFilesTest.EVERY_KEY)).isEmpty();
        assertThat(mistakes("datasources", DataSourcesTest.FILE)).isEmpty();
    }

    /** A schema sees the structure; the readers see that, and more. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "workflow, broken-workflows.csv",
        "sync-script, broken-scripts.csv",
        "datasources, broken-datasources.csv"
    })
    void everyBadExampleIsJudgedAlike(String kind, String table) throws IOException {
        int rejected = 0;
        for (String row : resource(table).lines().toList()) {
            String[] cells = row.split("\\|", -1);
            List<String> found;
            try {
                found = mistakes(kind, broken(kind, cells));
            } catch (JsonProcessingException noJsonAndNoYaml) {
                assertThat(cells[2]).contains("error: ");
                continue;
            }
            if (!cells[2].contains("error: ")) {
                assertThat(found).as("no false alarm: %s", row).isEmpty();
            } else if (STRUCTURE.matcher(cells[2]).find()) {
                assertThat(found).as("%s", row).isNotEmpty();
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(5);
    }

    private static String broken(String kind, String[] cells) throws IOException {
        String good = switch (kind) {
            case "workflow" -> WorkflowFilesTest.WORKFLOW;
            case "sync-script" -> Manual.filledIn();
            default -> DataSourcesTest.FILE;
        };
        return good.replaceFirst(
                Pattern.quote(cells[0]),
                Matcher.quoteReplacement(cells[1].replace("{LF}", "\n").replace("{TAB}", "\t")));
    }

    /** The readers list the keys that they know when they meet one that is like none of them. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "workflow; ''; zzzzzzzzzzzz: 1",
                "workflow; properties/tasks/additionalProperties; 'tasks: { t: { zzzzzzzzzzzz: 1 } }'",
                "workflow; properties/retry; 'retry: { zzzzzzzzzzzz: 1 }'",
                "workflow; properties/validity; 'validity: { zzzzzzzzzzzz: 1 }'",
                "datasources; additionalProperties/anyOf/0; 'a: { type: tablestore, zzzzzzzzzzzz: 1 }'",
                "datasources; additionalProperties/anyOf/1; 'a: { type: maxcompute, zzzzzzzzzzzz: 1 }'",
                "sync-script; anyOf/0/properties/steps/items/anyOf/0/properties/parameter; otsstream",
                "sync-script; anyOf/0/properties/steps/items/anyOf/1/properties/parameter; odps",
            })
    void theKeysAreThoseThatTheReadersReadOrHearWithoutEffect(String kind, String pointer, String text)
            throws IOException {
        JsonNode group = new ObjectMapper().readTree(Schemas.all().get(kind + ".schema.json"));
        if (!pointer.isEmpty()) {
            group = group.at("/" + pointer);
        }
        List<String> declared = group.path("properties").properties().stream()
                .filter(key -> !key.getValue().path("description").asText().equals("No effect."))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(declared).containsExactlyInAnyOrderElementsOf(read(kind, text));
    }

    private List<String> read(String kind, String text) throws IOException {
        Path file = folder.resolve(
                switch (kind) {
                    case "workflow" -> "workflow.yaml";
                    case "sync-script" -> "changes.json";
                    default -> "datasources.yaml";
                });
        Files.writeString(
                file,
                kind.equals("sync-script")
                        ? Manual.filledIn()
                                .replaceFirst("(?s)(\"" + text + "\".*?\"parameter\": \\{)", "$1 \"zzzzzzzzzzzz\": 1,")
                        : text + "\n");
        String sentence =
                Validation.of(kind.equals("sync-script") ? file : folder, Optional.empty(), variable -> null).stream()
                        .map(Problem::sentence)
                        .filter(said -> said.contains("zzzzzzzzzzzz") && said.contains("write one of "))
                        .findFirst()
                        .orElseThrow();
        return List.of(
                sentence.substring(sentence.indexOf("write one of ") + 13).split(", "));
    }

    private static List<String> mistakes(String kind, String text) throws IOException {
        JsonNode tree = (kind.equals("sync-script") ? JSON : YAML).readTree(text);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Schemas.all().get(kind + ".schema.json"))
                .validate(tree)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SchemasTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.workflow.ConvertedScript;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites a DataX job, or a script of the older form, as a script of the present form: addresses and keys move out into data
 * sources, keys without an effect are left out, defaults that differ from DataX's are written down.
 *
 * @param source name of the Tablestore data source to make of written-out keys
 * @param target the same for MaxCompute
 */
public record ScriptConversion(String source, String target) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

    /**
     * Rewrites a file.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException if the original has a mistake
     */
    public ConvertedScript of(Path file) {
        Problems problems = new Problems();
        return of(SyncScript.read(file, problems), problems);
    }

    /**
     * Rewrites a text.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException if the original has a mistake
     */
    public ConvertedScript of(ScriptText text) {
        Problems problems = new Problems();
        return of(SyncScript.read(text, problems), problems);
    }

    private ConvertedScript of(Optional<SyncScript> script, Problems problems) {
        problems.throwIfErrors();
        Converter converter = new Converter(source, target);
        JsonNode converted = converter.script(script.orElseThrow().document());
        try {
            return new ConvertedScript(
                    JSON.writer(PRINTER).writeValueAsString(converted) + "\n",
                    String.join("\n", converter.dataSources),
                    problems.sorted());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
    }

    /** One rewriting. */
    private static final class Converter {
        private final String source;
        private final String target;
        private final List<String> dataSources = new ArrayList<>();

        Converter(String source, String target) {
            this.source = source;
            this.target = target;
        }

        JsonNode script(Located document) {
            ObjectNode script = (ObjectNode) tree(document);
            for (JsonNode step : script.path("steps")) {
                ObjectNode parameter = (ObjectNode) step.path("parameter");
                if (ScriptSteps.isReader(step.path("stepType").asText())) {
                    reader(parameter);
                } else {
                    writer(parameter);
                }
            }
            ObjectNode setting = script.withObject("/setting");
            ObjectNode errorLimit = setting.withObject("/errorLimit");
            if (!errorLimit.has("record") && !errorLimit.has("percentage")) {
                errorLimit.put("record", 0);
            }
            return script;
        }

        private void reader(ObjectNode parameter) {
            Map<String, String> entry = new LinkedHashMap<>();
            move(parameter, "endpoint", entry, "endpoint");
            move(parameter, "instanceName", entry, "instance");
            named(parameter, source, "tablestore", entry);
            if (parameter.has("dataTable")) {
                parameter.set("table", parameter.remove("dataTable"));
            }
            parameter.remove(ReaderStep.WITHOUT_EFFECT.keySet());
        }

        private void writer(ObjectNode parameter) {
            Map<String, String> entry = new LinkedHashMap<>();
            move(parameter, "odpsServer", entry, "endpoint");
            move(parameter, "endpoint", entry, "endpoint");
            move(parameter, "tunnelServer", entry, "tunnelEndpoint");
            move(parameter, "tunnelEndpoint", entry, "tunnelEndpoint");
            move(parameter, "project", entry, "project");
            named(parameter, target, "maxcompute", entry);
            if (!parameter.has("emptyAsNull")) {
                parameter.put("emptyAsNull", false);
            }
            parameter.remove(WriterStep.WITHOUT_EFFECT.keySet());
        }

        private void named(ObjectNode parameter, String name, String type, Map<String, String> entry) {
            boolean token = parameter.has("securityToken");
            parameter.remove(WrittenOutSource.SECRETS);
            if (entry.isEmpty()) {
                return;
            }
            ObjectNode rest = parameter.deepCopy();
            parameter.removeAll();
            parameter.put("datasource", name);
            parameter.setAll(rest);
            String prefix = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            dataSources.add(name + ":");
            dataSources.add("  type: " + type);
            entry.forEach((key, value) -> dataSources.add("  " + key + ": " + NODES.textNode(value)));
            dataSources.add("  accessKeyId: ${env:" + prefix + "_ACCESS_KEY_ID}");
            dataSources.add("  accessKeySecret: ${env:" + prefix + "_ACCESS_KEY_SECRET}");
            if (token) {
                dataSources.add("  securityToken: ${env:" + prefix + "_SECURITY_TOKEN}");
            }
        }

        private static void move(ObjectNode parameter, String key, Map<String, String> entry, String as) {
            JsonNode value = parameter.remove(key);
            if (value != null) {
                entry.put(as, value.asText());
            }
        }
    }

    private static JsonNode tree(Located value) {
        if (value instanceof Located.Fields fields) {
            ObjectNode node = NODES.objectNode();
            fields.fields().forEach(field -> node.set(field.key(), tree(field.value())));
            return node;
        }
        if (value instanceof Located.Items items) {
            ArrayNode node = NODES.arrayNode();
            items.items().forEach(item -> node.add(tree(item)));
            return node;
        }
        if (value instanceof Located.Text text) {
            return NODES.textNode(text.value().text());
        }
        if (value instanceof Located.Digits digits) {
            return DecimalNode.valueOf(new BigDecimal(digits.text()));
        }
        return value instanceof Located.Truth truth ? NODES.booleanNode(truth.value()) : NODES.nullNode();
    }
}

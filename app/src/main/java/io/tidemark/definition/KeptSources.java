package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.config.Reference;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads data sources that were added to an operator by the rules for those of a file. */
public final class KeptSources {
    /** There are none. */
    public static final Known NONE = Map::of;

    private static final YAMLMapper YAML = new YAMLMapper();

    private KeptSources() {}

    /** Looks them up, now. Thread-safe. */
    public interface Known {
        /** Names to keys as a file would have them; without any if they cannot be opened now. */
        Map<String, Optional<Map<String, String>>> byName();
    }

    /**
     * Reads one.
     *
     * @param keys as they would stand in a file
     * @throws InvalidDefinitionException with everything that is wrong with it
     */
    public static DataSource read(String name, Map<String, String> keys) {
        DataSources.Entry entry = entry(name, keys);
        return entry.source()
                .<DataSource>map(source -> source)
                .orElseThrow(() -> new InvalidDefinitionException(entry.problems()));
    }

    static Map<String, DataSources.Entry> entries(Known known) {
        Map<String, DataSources.Entry> entries = new LinkedHashMap<>();
        known.byName()
                .forEach((name, keys) -> entries.put(
                        name,
                        keys.map(opened -> entry(name, opened))
                                .orElseGet(() -> broken(
                                        name,
                                        "its keys cannot be opened: secrets.key in the data directory is missing or another one;"
                                                + " put it back, or add the data source anew"))));
        return entries;
    }

    private static DataSources.Entry entry(String name, Map<String, String> keys) {
        List<Problem> references = keys.entrySet().stream()
                .filter(key -> Reference.isReference(key.getValue()))
                .map(key -> Problem.error(
                        place(name),
                        "`" + key.getKey()
                                + "` refers to what the operator's machine has, which only datasources.yaml may; give the value"
                                + " itself"))
                .toList();
        if (!references.isEmpty()) {
            return new DataSources.Entry(Optional.empty(), Optional.empty(), Optional.empty(), references);
        }
        DataSources read = new DataSourceFile(Path.of("data-sources"), variable -> null, true).read(yaml(name, keys));
        DataSources.Entry entry = read.entries().get(name);
        if (entry == null) {
            return broken(name, "this is no name for a data source");
        }
        List<Problem> problems = entry.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> Problem.error(place(name), problem.sentence()))
                .toList();
        return new DataSources.Entry(entry.type(), entry.source(), entry.retention(), problems);
    }

    private static DataSources.Entry broken(String name, String sentence) {
        return new DataSources.Entry(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(Problem.error(place(name), sentence)));
    }

    private static Place place(String name) {
        return Place.wholeFile("data source " + name);
    }

    private static String yaml(String name, Map<String, String> keys) {
        try {
            return YAML.writeValueAsString(Map.of(name, keys));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written");
        }
    }
}

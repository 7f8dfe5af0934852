package io.tidemark.bench;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The floor: parses every YAML and JSON file of a folder once, on all processors, with the parsers that Tidemark uses too, and looks
 * at nothing in them. Whoever checks definitions has to do at least that.
 */
final class PlainReading {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_YAML_COMMENTS).build();
    private static final ObjectMapper YAML = new YAMLMapper();

    private PlainReading() {}

    /** Argument: the folder. Prints how many files it held. */
    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(Path.of(args[0]))) {
            files = tree.filter(file -> isYaml(file) || file.toString().endsWith(".json"))
                    .toList();
        }
        System.out.println(files.parallelStream().filter(PlainReading::isGroup).count());
    }

    private static boolean isGroup(Path file) {
        try {
            return (isYaml(file) ? YAML : JSON).readTree(Files.readString(file)).isObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml");
    }
}

package io.tidemark.sandbox.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** CSV with the names of the columns in its first line. All values are text; an empty one is not there. */
record CsvFile(Path path) implements InputFile {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .build();

    @Override
    public void read(Rows rows) throws BadInputException, IOException {
        try (MappingIterator<Map<String, String>> lines = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(path.toFile())) {
            while (lines.hasNextValue()) {
                long line = lines.getCurrentLocation().getLineNr();
                rows.take(row(line, lines.nextValue()));
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw BadInputException.at(path.toString(), line, "not valid CSV: " + e.getOriginalMessage() + ".");
        }
    }

    private static InputRow row(long line, Map<String, String> cells) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        cells.forEach((name, text) -> {
            if (text != null && !text.isEmpty()) {
                values.put(name, TextNode.valueOf(text));
            }
        });
        return new InputRow(line, values);
    }
}

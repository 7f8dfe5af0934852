package io.tidemark.sandbox.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file of rows; what kind is told by the end of its name. */
sealed interface InputFile permits JsonFile, CsvFile {

    /** Takes the rows of a file one by one. */
    @FunctionalInterface
    interface Rows {
        void take(InputRow row) throws BadInputException;
    }

    /** Reads the file from its beginning. */
    void read(Rows rows) throws BadInputException, IOException;

    static InputFile of(Path path) throws BadInputException {
        if (Files.isDirectory(path)) {
            throw new BadInputException(
                    path + " is a directory: give a file that ends in .json, .geojson, .jsonl, .ndjson or .csv.");
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInputException("There is no file " + path + ": look at its name, or give the path to it.");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new CsvFile(path);
        }
        if (name.endsWith(".json")
                || name.endsWith(".jsonl")
                || name.endsWith(".ndjson")
                || name.endsWith(".geojson")) {
            return new JsonFile(path);
        }
        throw new BadInputException(
                path + " is of an unknown kind: give a file that ends in .json, .geojson, .jsonl, .ndjson or .csv.");
    }
}

package io.tidemark.workflow;

/**
 * Where in a file something stands.
 *
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based; 0 when the whole line or file is meant
 */
public record Place(String file, int line, int column) {
    public static Place wholeFile(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}

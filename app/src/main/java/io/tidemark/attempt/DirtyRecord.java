package io.tidemark.attempt;

/**
 * A change that did not fit a column of the target and was left out.
 *
 * @param key the row's primary key, for people; for a row that stands for one cell with the name of its column
 * @param value shortened
 * @param reason completes "the value ..."
 */
public record DirtyRecord(String key, String column, String type, String value, String reason) {
    /** As one sentence. */
    @Override
    public String toString() {
        return "row " + key + " does not fit column `" + column + "` (" + type + "): the value " + value + " " + reason;
    }
}

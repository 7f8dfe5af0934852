package io.tidemark.attempt;

/**
 * How much an attempt moved.
 *
 * @param read stream records that belong to the window
 * @param written rows handed to the target
 * @param dirty rows that were left out because a value did not fit its column
 * @param skipped records that the mode cannot carry, such as row deletes in row mode
 * @param deletes those of the skipped that delete a row
 * @param late records that are older than the window: they showed up behind the end of the one before
 * @param bytes size of the records read, as they came from the source
 */
public record Counts(long read, long written, long dirty, long skipped, long deletes, long late, long bytes) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public Counts {
        if (read < 0 || written < 0 || dirty < 0 || skipped < 0 || deletes < 0 || late < 0 || bytes < 0) {
            throw new IllegalArgumentException("counts are never negative");
        }
    }
}

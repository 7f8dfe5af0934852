package io.tidemark.instance;

/**
 * How many attempts may be queued or running at once.
 *
 * @param of what they have in common, to stand after "attempts": {@code of earthquakes/changes}; empty for all there are
 * @param taken how many there are now
 * @param most 1 or more
 */
public record Limit(String of, int taken, int most) {
    /** Whether there is room for no further one. */
    public boolean reached() {
        return taken >= most;
    }

    String sentence() {
        return taken + " of at most " + most + " attempts " + (of.isEmpty() ? "" : of + " ") + "are queued or running";
    }
}

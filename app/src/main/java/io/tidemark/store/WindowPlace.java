package io.tidemark.store;

import io.tidemark.sync.ChainId;
import java.time.Instant;

/** Where a window stands among all windows, the newest first and those of one time by their chains. No two stand at one place. */
public record WindowPlace(Instant start, ChainId chain) {
    private static final String BETWEEN = ",";

    /** That of a window. */
    public static WindowPlace of(WindowView window) {
        return new WindowPlace(window.window().start(), window.chain());
    }

    /**
     * Reads {@link #toString} back.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     * @throws java.time.DateTimeException likewise
     */
    public static WindowPlace parse(String text) {
        int comma = text.indexOf(BETWEEN);
        if (comma < 0) {
            throw new IllegalArgumentException("`" + text + "` is not the place of a window");
        }
        return new WindowPlace(
                Instant.parse(text.substring(0, comma)), new ChainId(text.substring(comma + BETWEEN.length())));
    }

    @Override
    public String toString() {
        return start + BETWEEN + chain.value();
    }
}

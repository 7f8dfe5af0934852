package io.tidemark.instance;

import java.util.Locale;

/** Why an instance exists. */
public enum Origin {
    /** Its schedule said so. */
    SCHEDULED;

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Origin parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** In lower case, as it stands in labels, tables and answers. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.tidemark.store;

import io.tidemark.workflow.KnownSecrets;

/** Sentences as they are kept: without the secrets that are known, and no longer than their columns take. */
final class KeptText {
    private static final int LONGEST = 4000;

    private KeptText() {}

    /** The text, or its beginning with a mark where it was cut. */
    static String of(String said) {
        String text = KnownSecrets.masked(said);
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

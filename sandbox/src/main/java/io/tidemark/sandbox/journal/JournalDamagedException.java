package io.tidemark.sandbox.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes of a journal are not what was written. Unlike a torn tail this is not what a killed process leaves behind. */
public final class JournalDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalDamagedException(Path file, long offset) {
        super("The journal " + file + " is damaged at byte " + offset
                + ": restore the folder from a copy, or start with an empty one.");
    }
}

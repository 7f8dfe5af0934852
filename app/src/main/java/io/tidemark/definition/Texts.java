package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.util.Optional;

/** Where the texts of definitions are read from. Thread-safe. */
interface Texts {
    boolean has(Path file);

    /**
     * The text of a file; empty if it cannot be read, which is then a problem.
     *
     * @param format what it should hold, for people
     */
    Optional<String> text(Path file, String format, Problems problems);
}

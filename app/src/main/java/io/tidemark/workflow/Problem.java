package io.tidemark.workflow;

/**
 * Something wrong, or doubtful, in what was declared.
 *
 * @param sentence what is wrong and what to do, in one line
 */
public record Problem(Place place, Severity severity, String sentence) {
    /** Errors stop the work; warnings are shown and do not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public Problem {
        // What people wrote may be quoted; a line break in it would end the line of this problem.
        sentence = sentence.replaceAll("\\p{Cntrl}", " ");
    }

    public static Problem error(Place place, String sentence) {
        return new Problem(place, Severity.ERROR, sentence);
    }

    public static Problem warning(Place place, String sentence) {
        return new Problem(place, Severity.WARNING, sentence);
    }

    /** As {@code file:line:column: error: sentence}. */
    @Override
    public String toString() {
        return place + ": " + (severity == Severity.ERROR ? "error" : "warning") + ": " + sentence;
    }
}

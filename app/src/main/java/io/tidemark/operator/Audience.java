package io.tidemark.operator;

/** Who follows what attempts do, beside the records. */
public record Audience(AttemptTally tally, LogMarks marks) {
    /** Nobody. */
    public static final Audience NONE = new Audience(AttemptTally.NONE, LogMarks.NONE);
}

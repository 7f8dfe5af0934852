package io.tidemark.attempt;

/** How an attempt ended. */
public sealed interface Outcome {
    /**
     * The work is done, now or, when {@code counts} are zero and {@code note} says so, by an earlier attempt.
     *
     * @param note one sentence for the log and the page
     */
    record Succeeded(Counts counts, String note) implements Outcome {}

    /** Nothing was committed. */
    record Failed(Failure failure, Counts counts) implements Outcome {}

    /** Whether the commit went in cannot be proven; a person decides. */
    record Undecided(Failure failure, Counts counts) implements Outcome {}

    /** Asked to stop before anything was committed. */
    record Cancelled(Counts counts) implements Outcome {}

    Counts counts();
}

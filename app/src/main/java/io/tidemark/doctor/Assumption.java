package io.tidemark.doctor;

/** One thing that the protocol takes for granted. The names are stable; scripts may match them. */
public enum Assumption {
    ITERATOR_REPEATS("a shard iterator that is read again gives the same records"),
    INSERT_IS_CONDITIONAL("inserting a row that exists is refused"),
    REPLACE_IS_CONDITIONAL("replacing a row that has changed meanwhile is refused"),
    COMMIT_SHOWS_ALL("rows of an upload session are seen by nobody before its commit, and all of them after it"),
    RECOMMIT_ADDS_NOTHING("a second commit of an upload session adds no rows"),
    BLOCK_REPLACES("a block that is written again under its id replaces the earlier one"),
    OVERWRITE_REPLACES("an overwrite session replaces its partition at its commit, and not before"),
    EMPTY_OVERWRITE("an overwrite session without a block empties its partition"),
    UNKNOWN_SESSION("an upload session that does not exist is said not to exist"),
    CLOSED_AFTER_COMMIT("an upload session says CLOSED after its commit, whenever it is asked");

    private final String sentence;

    Assumption(String sentence) {
        this.sentence = sentence;
    }

    /** What is taken for granted, without a full stop. */
    public String sentence() {
        return sentence;
    }
}

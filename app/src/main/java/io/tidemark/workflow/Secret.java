package io.tidemark.workflow;

/** A value that never prints: not in a log, a page, an answer, an error or a stored job. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself; only for the client that has to sign with it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}

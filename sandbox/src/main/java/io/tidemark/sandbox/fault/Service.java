package io.tidemark.sandbox.fault;

/** The two services of the sandbox. */
public enum Service {
    TABLESTORE("tablestore"),
    MAXCOMPUTE("maxcompute");

    private final String text;

    Service(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

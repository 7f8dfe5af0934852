package io.tidemark.sandbox.tablestore.row;

/** What a change does to its row: replace, merge, or remove. The numbers are those of the protocol. */
public enum ChangeType {
    PUT(1),
    UPDATE(2),
    DELETE(3);

    private final int number;

    ChangeType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The type of a number that {@link #number} gave. */
    public static ChangeType of(int number) {
        return values()[number - 1];
    }
}

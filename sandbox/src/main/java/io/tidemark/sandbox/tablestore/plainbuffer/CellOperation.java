package io.tidemark.sandbox.tablestore.plainbuffer;

/** What a cell of an update does to its column. */
public enum CellOperation {
    /** Adds the cell's value as a version. The only one without a byte of its own. */
    PUT(0),
    /** Removes the column with all versions. */
    DELETE_ALL(1),
    /** Removes the version of the cell's timestamp. */
    DELETE_ONE(3),
    /** Adds the cell's number to the newest version. */
    INCREMENT(4);

    private final byte code;

    CellOperation(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static CellOperation of(byte code) throws MalformedRowException {
        return switch (code) {
            case 1 -> DELETE_ALL;
            case 3 -> DELETE_ONE;
            case 4 -> INCREMENT;
            default -> throw new MalformedRowException("Unknown cell operation " + code + ".");
        };
    }
}

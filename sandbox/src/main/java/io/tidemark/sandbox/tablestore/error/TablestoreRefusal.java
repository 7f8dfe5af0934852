package io.tidemark.sandbox.tablestore.error;

/** A request, or one row of it, is refused; the client is told the code and the message. */
public final class TablestoreRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public TablestoreRefusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** With the sentence that goes with the code. */
    public TablestoreRefusal(ErrorCode code) {
        this(code, code.sentence());
    }

    public ErrorCode code() {
        return code;
    }

    /** The sentence for the client. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public static TablestoreRefusal invalidParameter(String message) {
        return new TablestoreRefusal(ErrorCode.PARAMETER_INVALID, message);
    }

    public static TablestoreRefusal invalidKey(String message) {
        return new TablestoreRefusal(ErrorCode.INVALID_PK, message);
    }

    public static TablestoreRefusal authFailed(String message) {
        return new TablestoreRefusal(ErrorCode.AUTH_FAILED, message);
    }

    public static TablestoreRefusal noSuchTable() {
        return new TablestoreRefusal(ErrorCode.OBJECT_NOT_EXIST);
    }

    public static TablestoreRefusal noSuchStream() {
        return new TablestoreRefusal(ErrorCode.OBJECT_NOT_EXIST, "Requested stream does not exist.");
    }

    /** What is asked of a stream expired, was trimmed, or never was. */
    public static TablestoreRefusal trimmed() {
        return new TablestoreRefusal(ErrorCode.TRIMMED_DATA_ACCESS);
    }

    public static TablestoreRefusal conditionFailed() {
        return new TablestoreRefusal(ErrorCode.CONDITION_CHECK_FAIL);
    }
}

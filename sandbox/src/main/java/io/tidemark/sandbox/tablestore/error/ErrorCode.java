package io.tidemark.sandbox.tablestore.error;

/** Tablestore's error codes with the HTTP status that each travels with. */
public enum ErrorCode {
    PARAMETER_INVALID("OTSParameterInvalid", 400),
    INVALID_PK("OTSInvalidPK", 400),
    AUTH_FAILED("OTSAuthFailed", 403),
    CONDITION_CHECK_FAIL("OTSConditionCheckFail", 403),
    OBJECT_NOT_EXIST("OTSObjectNotExist", 404),
    TRIMMED_DATA_ACCESS("OTSTrimmedDataAccess", 404),
    METHOD_NOT_ALLOWED("OTSMethodNotAllowed", 405),
    OBJECT_ALREADY_EXIST("OTSObjectAlreadyExist", 409),
    REQUEST_BODY_TOO_LARGE("OTSRequestBodyTooLarge", 413),
    INTERNAL_SERVER_ERROR("OTSInternalServerError", 500);

    private final String text;
    private final int status;

    ErrorCode(String text, int status) {
        this.text = text;
        this.status = status;
    }

    /** The code as it is on the wire. */
    public String text() {
        return text;
    }

    public int status() {
        return status;
    }
}

package io.tidemark.sandbox.tablestore.error;

import java.util.Arrays;
import java.util.Optional;

/** Tablestore's error codes, with the HTTP status that each travels with and what it says when it knows no more. */
public enum ErrorCode {
    PARAMETER_INVALID("OTSParameterInvalid", 400, "Invalid parameter."),
    INVALID_PK("OTSInvalidPK", 400, "Validate PK failed."),
    AUTH_FAILED("OTSAuthFailed", 403, "Signature mismatch."),
    NO_PERMISSION("OTSNoPermissionAccess", 403, "You have no permission to access the requested resource."),
    CONDITION_CHECK_FAIL("OTSConditionCheckFail", 403, "Condition check failed."),
    QUOTA_EXHAUSTED("OTSQuotaExhausted", 403, "Too frequent table operations."),
    CAPACITY_UNIT_EXHAUSTED("OTSCapacityUnitExhausted", 403, "Capacity unit is not enough."),
    NOT_ENOUGH_CAPACITY_UNIT("OTSNotEnoughCapacityUnit", 403, "Remaining capacity unit is not enough."),
    OBJECT_NOT_EXIST("OTSObjectNotExist", 404, "Requested table does not exist."),
    TABLE_NOT_READY("OTSTableNotReady", 404, "The table is not ready."),
    TRIMMED_DATA_ACCESS("OTSTrimmedDataAccess", 404, "Requested stream data is already trimmed or does not exist."),
    METHOD_NOT_ALLOWED("OTSMethodNotAllowed", 405, "The HTTP method is not allowed."),
    REQUEST_TIMEOUT("OTSRequestTimeout", 408, "It cost too much time to receive the request."),
    OBJECT_ALREADY_EXIST("OTSObjectAlreadyExist", 409, "Requested table already exists."),
    ROW_OPERATION_CONFLICT("OTSRowOperationConflict", 409, "Data is being modified by the other request."),
    REQUEST_BODY_TOO_LARGE("OTSRequestBodyTooLarge", 413, "The size of POST data is too large."),
    FLOW_CONTROL("OTSFlowControl", 429, "The request is throttled."),
    INTERNAL_SERVER_ERROR("OTSInternalServerError", 500, "Internal server error."),
    SERVER_BUSY("OTSServerBusy", 503, "Server is busy."),
    PARTITION_UNAVAILABLE("OTSPartitionUnavailable", 503, "The partition is not available."),
    TIMEOUT("OTSTimeout", 503, "Operation timeout."),
    SERVER_UNAVAILABLE("OTSServerUnavailable", 503, "Server is not available.");

    private final String text;
    private final int status;
    private final String sentence;

    ErrorCode(String text, int status, String sentence) {
        this.text = text;
        this.status = status;
        this.sentence = sentence;
    }

    /** The code of this text, if there is one. */
    public static Optional<ErrorCode> of(String text) {
        return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
    }

    /** The code as it is on the wire. */
    public String text() {
        return text;
    }

    public int status() {
        return status;
    }

    /** What the service says when it knows no more than the code. */
    public String sentence() {
        return sentence;
    }
}

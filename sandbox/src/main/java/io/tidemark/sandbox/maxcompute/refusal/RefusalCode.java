package io.tidemark.sandbox.maxcompute.refusal;

import java.util.Arrays;
import java.util.Optional;

/** The error codes that clients of MaxCompute know, each with the HTTP status it is sent with. */
public enum RefusalCode {
    UNAUTHORIZED(401, "Unauthorized"),
    NO_PERMISSION(403, "NoPermission"),
    NO_SUCH_PROJECT(404, "NoSuchProject"),
    NO_SUCH_TABLE(404, "NoSuchTable"),
    NO_SUCH_PARTITION(404, "NoSuchPartition"),
    NO_SUCH_UPLOAD(404, "NoSuchUpload"),
    NO_SUCH_DOWNLOAD(404, "NoSuchDownload"),
    NO_SUCH_INSTANCE(404, "NoSuchInstance"),
    NO_SUCH_RESOURCE(404, "NoSuchObject"),
    TABLE_EXISTS(409, "TableAlreadyExists"),
    PARTITION_EXISTS(409, "PartitionAlreadyExists"),
    STATUS_CONFLICT(409, "StatusConflict"),
    INSTANCE_RUNNING(409, "InstanceNotTerminate"),
    TABLE_MODIFIED(400, "TableModified"),
    INVALID_ARGUMENT(400, "InvalidArgument"),
    INVALID_BLOCK_ID(400, "InvalidBlockID"),
    INVALID_COLUMN(400, "InvalidColumnSpec"),
    INVALID_PARTITION(400, "InvalidPartitionSpec"),
    INVALID_ROW_RANGE(400, "InvalidRowRange"),
    INCOMPLETE_BODY(400, "IncompleteBody"),
    CORRUPTED_STREAM(400, "CorruptedDataStream"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    FLOW_EXCEEDED(429, "FlowExceeded"),
    INTERNAL_ERROR(500, "InternalServerError"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

    private final int status;
    private final String code;

    RefusalCode(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The code of this text, if there is one. */
    public static Optional<RefusalCode> of(String text) {
        return Arrays.stream(values()).filter(code -> code.code.equals(text)).findFirst();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code as it stands in the answer. */
    public String code() {
        return code;
    }
}

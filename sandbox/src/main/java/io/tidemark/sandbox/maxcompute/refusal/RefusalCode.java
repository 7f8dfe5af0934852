package io.tidemark.sandbox.maxcompute.refusal;

/** The error codes that clients of MaxCompute know, each with the HTTP status it is sent with. */
public enum RefusalCode {
    UNAUTHORIZED(401, "Unauthorized"),
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
    INTERNAL_ERROR(500, "InternalServerError");

    private final int status;
    private final String code;

    RefusalCode(int status, String code) {
        this.status = status;
        this.code = code;
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

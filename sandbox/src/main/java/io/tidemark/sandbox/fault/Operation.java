package io.tidemark.sandbox.fault;

import static io.tidemark.sandbox.fault.Service.MAXCOMPUTE;
import static io.tidemark.sandbox.fault.Service.TABLESTORE;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that clients can ask of the two services. Those of Tablestore have the names that are in their path; those
 * of MaxCompute have none on the wire, so these are ours. No name is used twice.
 */
public enum Operation {
    CREATE_TABLE(TABLESTORE, "CreateTable"),
    UPDATE_TABLE(TABLESTORE, "UpdateTable"),
    DESCRIBE_TABLE(TABLESTORE, "DescribeTable"),
    LIST_TABLE(TABLESTORE, "ListTable"),
    DELETE_TABLE(TABLESTORE, "DeleteTable"),
    PUT_ROW(TABLESTORE, "PutRow"),
    UPDATE_ROW(TABLESTORE, "UpdateRow"),
    DELETE_ROW(TABLESTORE, "DeleteRow"),
    BATCH_WRITE_ROW(TABLESTORE, "BatchWriteRow"),
    GET_ROW(TABLESTORE, "GetRow"),
    BATCH_GET_ROW(TABLESTORE, "BatchGetRow"),
    GET_RANGE(TABLESTORE, "GetRange"),
    LIST_STREAM(TABLESTORE, "ListStream"),
    DESCRIBE_STREAM(TABLESTORE, "DescribeStream"),
    GET_SHARD_ITERATOR(TABLESTORE, "GetShardIterator"),
    GET_STREAM_RECORD(TABLESTORE, "GetStreamRecord"),
    COMPUTE_SPLIT_POINTS_BY_SIZE(TABLESTORE, "ComputeSplitPointsBySize"),

    GET_PROJECT(MAXCOMPUTE, "GetProject"),
    GET_TUNNEL(MAXCOMPUTE, "GetTunnel"),
    LIST_TABLES(MAXCOMPUTE, "ListTables"),
    GET_TABLE(MAXCOMPUTE, "GetTable"),
    LIST_PARTITIONS(MAXCOMPUTE, "ListPartitions"),
    GET_PARTITION(MAXCOMPUTE, "GetPartition"),
    CREATE_UPLOAD(MAXCOMPUTE, "CreateUpload"),
    GET_UPLOAD(MAXCOMPUTE, "GetUpload"),
    PUT_BLOCK(MAXCOMPUTE, "PutBlock"),
    COMMIT_UPLOAD(MAXCOMPUTE, "CommitUpload"),
    CREATE_DOWNLOAD(MAXCOMPUTE, "CreateDownload"),
    GET_DOWNLOAD(MAXCOMPUTE, "GetDownload"),
    READ_DOWNLOAD(MAXCOMPUTE, "ReadDownload"),
    CREATE_INSTANCE(MAXCOMPUTE, "CreateInstance"),
    GET_INSTANCE(MAXCOMPUTE, "GetInstance"),
    GET_INSTANCE_RESULT(MAXCOMPUTE, "GetInstanceResult"),
    CREATE_INSTANCE_DOWNLOAD(MAXCOMPUTE, "CreateInstanceDownload"),
    GET_INSTANCE_DOWNLOAD(MAXCOMPUTE, "GetInstanceDownload"),
    READ_INSTANCE_DOWNLOAD(MAXCOMPUTE, "ReadInstanceDownload");

    private final Service service;
    private final String text;

    Operation(Service service, String text) {
        this.service = service;
        this.text = text;
    }

    /** The operation of this service with exactly this name, if there is one. */
    public static Optional<Operation> of(Service service, String text) {
        return Arrays.stream(values())
                .filter(operation -> operation.service == service && operation.text.equals(text))
                .findFirst();
    }

    public Service service() {
        return service;
    }

    /** The name as people write it. */
    @Override
    public String toString() {
        return text;
    }
}

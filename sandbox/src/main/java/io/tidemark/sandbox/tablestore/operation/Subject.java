package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.ShardIterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param tables those that it names; none if it is about the instance
 * @param shard the one that it reads, if it does
 */
record Subject(Set<String> tables, @Nullable String shard) {

    static Subject of(io.tidemark.sandbox.fault.Operation operation, Instance instance, byte[] message)
            throws InvalidProtocolBufferException {
        return switch (operation) {
            case CREATE_TABLE ->
                table(OtsInternalApi.CreateTableRequest.parseFrom(message)
                        .getTableMeta()
                        .getTableName());
            case UPDATE_TABLE ->
                table(OtsInternalApi.UpdateTableRequest.parseFrom(message).getTableName());
            case DESCRIBE_TABLE ->
                table(OtsInternalApi.DescribeTableRequest.parseFrom(message).getTableName());
            case DELETE_TABLE ->
                table(OtsInternalApi.DeleteTableRequest.parseFrom(message).getTableName());
            case PUT_ROW ->
                table(OtsInternalApi.PutRowRequest.parseFrom(message).getTableName());
            case UPDATE_ROW ->
                table(OtsInternalApi.UpdateRowRequest.parseFrom(message).getTableName());
            case DELETE_ROW ->
                table(OtsInternalApi.DeleteRowRequest.parseFrom(message).getTableName());
            case GET_ROW ->
                table(OtsInternalApi.GetRowRequest.parseFrom(message).getTableName());
            case GET_RANGE ->
                table(OtsInternalApi.GetRangeRequest.parseFrom(message).getTableName());
            case COMPUTE_SPLIT_POINTS_BY_SIZE ->
                table(OtsInternalApi.ComputeSplitPointsBySizeRequest.parseFrom(message)
                        .getTableName());
            case BATCH_WRITE_ROW ->
                new Subject(
                        OtsInternalApi.BatchWriteRowRequest.parseFrom(message).getTablesList().stream()
                                .map(OtsInternalApi.TableInBatchWriteRowRequest::getTableName)
                                .collect(Collectors.toSet()),
                        null);
            case BATCH_GET_ROW ->
                new Subject(
                        OtsInternalApi.BatchGetRowRequest.parseFrom(message).getTablesList().stream()
                                .map(OtsInternalApi.TableInBatchGetRowRequest::getTableName)
                                .collect(Collectors.toSet()),
                        null);
            case LIST_STREAM ->
                table(OtsInternalApi.ListStreamRequest.parseFrom(message).getTableName());
            case DESCRIBE_STREAM ->
                new Subject(
                        ofStream(
                                instance,
                                OtsInternalApi.DescribeStreamRequest.parseFrom(message)
                                        .getStreamId()),
                        null);
            case GET_SHARD_ITERATOR -> {
                var request = OtsInternalApi.GetShardIteratorRequest.parseFrom(message);
                yield new Subject(ofStream(instance, request.getStreamId()), request.getShardId());
            }
            case GET_STREAM_RECORD -> {
                ShardIterator iterator = ShardIterator.parse(
                        OtsInternalApi.GetStreamRecordRequest.parseFrom(message).getShardIterator());
                yield new Subject(Set.of(instance.stream(iterator).tableName()), iterator.shard());
            }
            default -> new Subject(Set.of(), null);
        };
    }

    private static Subject table(String name) {
        return new Subject(name.isEmpty() ? Set.of() : Set.of(name), null);
    }

    private static Set<String> ofStream(Instance instance, String id) {
        return Set.of(instance.stream(id).tableName());
    }
}

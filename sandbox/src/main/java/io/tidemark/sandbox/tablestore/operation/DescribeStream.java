package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamShard;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamStatus;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.ShardEntry;
import io.tidemark.sandbox.tablestore.table.TableStream;
import java.io.IOException;
import java.util.List;

/** Tells the shards of a stream, a page at a time. */
final class DescribeStream implements Operation {

    private static final int DEFAULT_LIMIT = 100;

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        DescribeStreamRequest request = DescribeStreamRequest.parseFrom(message);
        TableStream stream = instance.stream(StreamIds.checked(request.getStreamId()));
        if (request.hasShardLimit() && request.getShardLimit() < 1) {
            throw TablestoreRefusal.invalidParameter("The shard limit must be greater than 0.");
        }
        DescribeStreamResponse.Builder response = DescribeStreamResponse.newBuilder()
                .setStreamId(stream.id())
                .setTableName(stream.tableName())
                .setExpirationTime(stream.entry().expirationHours())
                .setCreationTime(stream.entry().enabledAt())
                .setStreamStatus(StreamStatus.STREAM_ACTIVE);
        if (request.getSupportTimeseriesDataTable()) {
            response.setIsTimeseriesDataTable(false);
        }
        List<ShardEntry> shards = stream.shards();
        int from = request.hasInclusiveStartShardId() ? indexOf(shards, request.getInclusiveStartShardId()) : 0;
        int limit = request.hasShardLimit() ? request.getShardLimit() : DEFAULT_LIMIT;
        int to = (int) Math.min(shards.size(), (long) from + limit);
        shards.subList(from, to).forEach(shard -> response.addShards(message(shard)));
        if (to < shards.size()) {
            response.setNextShardId(shards.get(to).id());
        }
        return response.build().toByteArray();
    }

    private static int indexOf(List<ShardEntry> shards, String id) {
        for (int i = 0; i < shards.size(); i++) {
            if (shards.get(i).id().equals(id)) {
                return i;
            }
        }
        throw TablestoreRefusal.invalidParameter("Invalid shard id: '" + id + "'.");
    }

    private static StreamShard message(ShardEntry shard) {
        StreamShard.Builder message = StreamShard.newBuilder().setShardId(shard.id());
        String parent = shard.parent();
        if (parent != null) {
            message.setParentId(parent);
        }
        String sibling = shard.sibling();
        if (sibling != null) {
            message.setParentSiblingId(sibling);
        }
        return message.build();
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorResponse;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.ShardIterator;
import java.io.IOException;

/** Finds the place in a shard from which to read. Always in one step, so that no token ever comes back. */
final class GetShardIterator implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        GetShardIteratorRequest request = GetShardIteratorRequest.parseFrom(message);
        ShardIterator iterator = instance.stream(StreamIds.checked(request.getStreamId()))
                .iterator(request.getShardId(), request.hasTimestamp() ? request.getTimestamp() : null);
        return GetShardIteratorResponse.newBuilder()
                .setShardIterator(iterator.toString())
                .build()
                .toByteArray();
    }
}

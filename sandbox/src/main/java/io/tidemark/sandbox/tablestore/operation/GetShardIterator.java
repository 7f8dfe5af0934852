package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorResponse;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.TableStream;
import java.io.IOException;

/** Finds the place in a shard from which to read: in one step, or in as many as the token says that came with it. */
final class GetShardIterator implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        GetShardIteratorRequest request = GetShardIteratorRequest.parseFrom(message);
        TableStream stream = instance.stream(StreamIds.checked(request.getStreamId()));
        IteratorToken token = request.hasToken() && !request.getToken().isEmpty()
                ? IteratorToken.parse(request.getToken())
                : new IteratorToken(0, request.hasTimestamp() ? request.getTimestamp() : null);
        GetShardIteratorResponse.Builder response = GetShardIteratorResponse.newBuilder();
        String iterator =
                stream.iterator(request.getShardId(), token.timestamp()).toString();
        return (token.steps() > 0
                        ? response.setShardIterator("")
                                .setNextToken(token.next().toString())
                        : response.setShardIterator(iterator))
                .build()
                .toByteArray();
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetStreamRecordResponse;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.ShardIterator;
import io.tidemark.sandbox.tablestore.table.StreamPage;
import java.io.IOException;

/** Reads changes of a shard. The records are copied as they were written; only what stands around them is encoded. */
final class GetStreamRecord implements Operation {

    private final StreamCaps caps;

    GetStreamRecord(StreamCaps caps) {
        this.caps = caps;
    }

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        GetStreamRecordRequest request = GetStreamRecordRequest.parseFrom(message);
        if (request.hasLimit() && request.getLimit() < 1) {
            throw TablestoreRefusal.invalidParameter("The limit must be greater than 0.");
        }
        ShardIterator from = ShardIterator.parse(request.getShardIterator());
        int limit = request.hasLimit() ? Math.min(request.getLimit(), caps.records()) : caps.records();
        StreamPage page = instance.stream(from).read(from, limit, caps.bytes());
        GetStreamRecordResponse.Builder around = GetStreamRecordResponse.newBuilder()
                .setConsumed(Messages.read(page.bytes()))
                .setMayMoreRecord(page.records() > 0 && page.next() != null);
        ShardIterator next = page.next();
        if (next != null) {
            around.setNextShardIterator(next.toString());
        }
        return page.followedBy(around.build().toByteArray());
    }
}

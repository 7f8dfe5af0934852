package io.tidemark.sandbox.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import java.util.ArrayList;
import java.util.List;

/** Reads streams as clients do. */
final class Streams {

    private Streams() {}

    static String id(SyncClient client, String table) {
        return client.listStream(new ListStreamRequest(table))
                .getStreams()
                .get(0)
                .getStreamId();
    }

    static List<StreamShard> shards(SyncClient client, String streamId) {
        return client.describeStream(new DescribeStreamRequest(streamId)).getShards();
    }

    static String iterator(SyncClient client, String streamId, String shardId) {
        return client.getShardIterator(new GetShardIteratorRequest(streamId, shardId))
                .getShardIterator();
    }

    static GetStreamRecordResponse read(SyncClient client, String iterator, int limit) {
        GetStreamRecordRequest request = new GetStreamRecordRequest(iterator);
        request.setLimit(limit);
        return client.getStreamRecord(request);
    }

    /** All records of a shard that are there now. */
    static List<StreamRecord> all(SyncClient client, String streamId, String shardId) {
        List<StreamRecord> all = new ArrayList<>();
        String iterator = iterator(client, streamId, shardId);
        while (iterator != null) {
            GetStreamRecordResponse response = client.getStreamRecord(new GetStreamRecordRequest(iterator));
            if (response.getRecords().isEmpty()) {
                break;
            }
            all.addAll(response.getRecords());
            iterator = response.getNextShardIterator();
        }
        return all;
    }
}

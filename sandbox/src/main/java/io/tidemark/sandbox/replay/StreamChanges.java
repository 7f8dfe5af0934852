package io.tidemark.sandbox.replay;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the source's stream from its oldest record, straight through the client, and keeps the changes of a span. */
final class StreamChanges {
    private final SyncClient client;

    StreamChanges(SyncClient client) {
        this.client = client;
    }

    /** The rows that the changes of {@code [from, to)} should have become, in no particular order. */
    List<ArrivedRow> between(Instant from, Instant to) {
        String stream = client.listStream(new ListStreamRequest(EarthquakeTables.SOURCE))
                .getStreams()
                .get(0)
                .getStreamId();
        List<ArrivedRow> rows = new ArrayList<>();
        DescribeStreamRequest describe = new DescribeStreamRequest(stream);
        while (true) {
            DescribeStreamResponse page = client.describeStream(describe);
            for (StreamShard shard : page.getShards()) {
                read(stream, shard.getShardId(), from, to, rows);
            }
            if (page.getNextShardId() == null) {
                return rows;
            }
            describe.setInclusiveStartShardId(page.getNextShardId());
        }
    }

    private void read(String stream, String shard, Instant from, Instant to, List<ArrivedRow> rows) {
        String iterator = client.getShardIterator(new GetShardIteratorRequest(stream, shard))
                .getShardIterator();
        while (iterator != null) {
            GetStreamRecordResponse page = client.getStreamRecord(new GetStreamRecordRequest(iterator));
            for (StreamRecord record : page.getRecords()) {
                Instant at = Instant.EPOCH.plus(record.getSequenceInfo().getTimestamp(), ChronoUnit.MICROS);
                if (!at.isBefore(from) && at.isBefore(to)) {
                    rows.add(new ArrivedRow(at.truncatedTo(ChronoUnit.MINUTES), columns(record)));
                }
            }
            iterator = page.getRecords().isEmpty() ? null : page.getNextShardIterator();
        }
    }

    private static Map<String, String> columns(StreamRecord record) {
        Map<String, String> columns = new TreeMap<>();
        columns.put(
                "id",
                record.getPrimaryKey().getPrimaryKeyColumn("id").getValue().asString());
        for (RecordColumn column : record.getColumns()) {
            @Nullable String text = column.getColumn().getValue().toString();
            columns.put(column.getColumn().getName(), text);
        }
        return columns;
    }
}

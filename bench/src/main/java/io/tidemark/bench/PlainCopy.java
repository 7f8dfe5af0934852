package io.tidemark.bench;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import com.aliyun.odps.tunnel.TunnelException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The peer: what a data engineer writes in an afternoon with the two official SDKs and nothing else. A loop over each shard's
 * records, a record writer for each shard's block, one commit. It keeps no checkpoints, checks no value, and survives no crash.
 */
final class PlainCopy {
    private final Services services;

    PlainCopy(Services services) {
        this.services = services;
    }

    /** Copies, and returns how many rows it wrote. */
    long copy(Copying copying) throws IOException, InterruptedException, OdpsException {
        PartitionSpec partition = new PartitionSpec("run=" + copying.partition());
        services.target().tables().get(TargetTable.NAME).createPartition(partition, true);
        UploadSession session =
                services.tunnel().createUploadSession(Services.PROJECT, TargetTable.NAME, partition, false);
        SyncClient client = services.source();
        ExecutorService threads = Executors.newFixedThreadPool(copying.concurrent());
        try {
            String stream = client.describeTable(new DescribeTableRequest(SourceTable.NAME))
                    .getStreamDetails()
                    .getStreamId();
            List<Future<Long>> blocks = new ArrayList<>();
            for (String shard : shards(client, stream)) {
                long block = blocks.size();
                blocks.add(threads.submit(() -> copy(client, stream, shard, session, block, copying)));
            }
            long written = 0;
            List<Long> ids = new ArrayList<>();
            for (Future<Long> block : blocks) {
                written += block.get();
                ids.add((long) ids.size());
            }
            session.commit(ids.toArray(Long[]::new));
            return written;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The plain copy failed.", e.getCause());
        } finally {
            threads.shutdownNow();
            client.shutdown();
        }
    }

    private static List<String> shards(SyncClient client, String stream) {
        List<String> shards = new ArrayList<>();
        DescribeStreamRequest request = new DescribeStreamRequest(stream);
        while (true) {
            DescribeStreamResponse page = client.describeStream(request);
            page.getShards().forEach(shard -> shards.add(shard.getShardId()));
            if (page.getNextShardId() == null) {
                return shards;
            }
            request.setInclusiveStartShardId(page.getNextShardId());
        }
    }

    private static long copy(
            SyncClient client, String stream, String shard, UploadSession session, long block, Copying copying)
            throws IOException, TunnelException {
        long end = micros(copying.end());
        GetShardIteratorRequest seek = new GetShardIteratorRequest(stream, shard);
        seek.setTimestamp(micros(copying.start()));
        String iterator = client.getShardIterator(seek).getShardIterator();
        long written = 0;
        try (RecordWriter writer = session.openRecordWriter(block)) {
            ArrayRecord row = (ArrayRecord) session.newRecord();
            while (iterator != null) {
                GetStreamRecordResponse page = client.getStreamRecord(new GetStreamRecordRequest(iterator));
                if (page.getRecords().isEmpty()) {
                    return written;
                }
                for (StreamRecord record : page.getRecords()) {
                    if (record.getSequenceInfo().getTimestamp() >= end) {
                        return written;
                    }
                    fill(row, record);
                    writer.write(row);
                    written++;
                }
                iterator = page.getNextShardIterator();
            }
        }
        return written;
    }

    private static void fill(ArrayRecord row, StreamRecord record) {
        row.setString(
                0,
                record.getPrimaryKey()
                        .getPrimaryKeyColumn(SourceTable.KEY)
                        .getValue()
                        .asString());
        row.setBigint(1, null);
        row.setString(2, (String) null);
        row.setDouble(3, null);
        row.setBoolean(4, null);
        row.setDatetimeAsZonedDateTime(5, null);
        for (RecordColumn change : record.getColumns()) {
            Column column = change.getColumn();
            switch (column.getName()) {
                case "n" -> row.setBigint(1, column.getValue().asLong());
                case "customer" -> row.setString(2, column.getValue().asString());
                case "price" -> row.setDouble(3, column.getValue().asDouble());
                case "paid" -> row.setBoolean(4, column.getValue().asBoolean());
                case "ordered_at" ->
                    row.setDatetimeAsZonedDateTime(
                            5, Instant.ofEpochMilli(column.getValue().asLong()).atZone(ZoneOffset.UTC));
                default -> {}
            }
        }
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1000;
    }
}

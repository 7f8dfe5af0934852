package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A reader follows a stream while two writers write and shards split and merge. */
final class LiveTailTest {

    private static final int BATCHES = 40;
    private static final int ROWS = 100;
    private static final int KEYS = 50;

    @Test
    void everyRecordArrivesOnceAndInTheOrderOfItsKey() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (TablestoreServer server = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withInitialShards(2))) {
            SyncClient client = Clients.of(server);
            Samples.create(client);
            List<Future<?>> work = new ArrayList<>();
            work.add(pool.submit(() -> write(client, "x")));
            work.add(pool.submit(() -> write(client, "y")));
            work.add(pool.submit(() -> reshape(server)));
            Map<String, List<Long>> seen = tail(client, work);
            assertThat(seen).hasSize(2 * KEYS);
            seen.forEach((key, values) -> assertThat(values)
                    .as("values of %s, in the order read", key)
                    .hasSize(BATCHES * ROWS / KEYS)
                    .isSorted()
                    .doesNotHaveDuplicates());
            client.shutdown();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void write(SyncClient client, String prefix) {
        for (int batch = 0; batch < BATCHES; batch++) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            for (int row = 0; row < ROWS; row++) {
                int n = batch * ROWS + row;
                RowUpdateChange update = new RowUpdateChange(Samples.TABLE, Samples.key(prefix + n % KEYS));
                update.put("v", ColumnValue.fromLong(n));
                request.addRowChange(update);
            }
            assertThat(client.batchWriteRow(request).isAllSucceed()).isTrue();
        }
    }

    private static Void reshape(TablestoreServer server) throws IOException {
        Reshaping reshaping =
                server.store().instance("sandbox").table(Samples.TABLE).reshaping();
        List<String> first = reshaping.split(reshaping.shards().get(0).id());
        List<String> second = reshaping.split(reshaping.shards().get(1).id());
        reshaping.merge(first.get(1), second.get(0));
        return null;
    }

    /** Reads parents before children until the work is done and every shard is at its end. */
    private static Map<String, List<Long>> tail(SyncClient client, List<Future<?>> work) throws Exception {
        String streamId = Streams.id(client, Samples.TABLE);
        Map<String, String> places = new HashMap<>();
        Set<String> ended = new HashSet<>();
        Map<String, List<Long>> seen = new HashMap<>();
        boolean finished = false;
        while (!finished) {
            boolean done = work.stream().allMatch(Future::isDone);
            boolean quiet = true;
            for (StreamShard shard : Streams.shards(client, streamId)) {
                if (ended.contains(shard.getShardId())) {
                    continue;
                }
                if (!isFree(shard.getParentId(), ended) || !isFree(shard.getParentSiblingId(), ended)) {
                    quiet = false;
                    continue;
                }
                String place = places.computeIfAbsent(shard.getShardId(), id -> Streams.iterator(client, streamId, id));
                GetStreamRecordResponse page = client.getStreamRecord(new GetStreamRecordRequest(place));
                page.getRecords().forEach(record -> keep(record, seen));
                quiet &= page.getRecords().isEmpty();
                if (page.getNextShardIterator() == null) {
                    ended.add(shard.getShardId());
                    quiet = false;
                } else {
                    places.put(shard.getShardId(), page.getNextShardIterator());
                }
            }
            finished = done && quiet;
        }
        for (Future<?> each : work) {
            each.get();
        }
        return seen;
    }

    private static boolean isFree(String parent, Set<String> ended) {
        return parent == null || ended.contains(parent);
    }

    private static void keep(StreamRecord record, Map<String, List<Long>> seen) {
        String key = record.getPrimaryKey().getPrimaryKeyColumn("pk").getValue().asString();
        seen.computeIfAbsent(key, name -> new ArrayList<>())
                .add(record.getColumns().get(0).getColumn().getValue().asLong());
    }
}

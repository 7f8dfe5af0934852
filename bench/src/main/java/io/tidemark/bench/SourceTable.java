package io.tidemark.bench;

import com.alicloud.openservices.tablestore.InternalClient;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequestEx;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** The Tablestore table that is read: numbered orders, spread evenly over its shards. */
final class SourceTable implements AutoCloseable {
    static final String NAME = "orders";
    static final String KEY = "id";

    /** As many as the first part of a key has values. */
    static final int MOST_SHARDS = 256;

    private static final int BATCH = 200;
    private static final int STREAM_HOURS = 24;
    private static final long FIRST_ORDER =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final SyncClient client;
    private final InstantSource clock;

    private SourceTable(SyncClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Makes the table, with its stream on. */
    static SourceTable create(Services services, int shards, InstantSource clock) throws InterruptedException {
        TableMeta meta = new TableMeta(NAME);
        meta.addPrimaryKeyColumn(KEY, PrimaryKeyType.STRING);
        CreateTableRequestEx request = new CreateTableRequestEx(meta, new TableOptions(-1, 1));
        request.setStreamSpecification(new StreamSpecification(true, STREAM_HOURS));
        List<PrimaryKeyValue> splits = new ArrayList<>();
        for (int shard = 1; shard < shards; shard++) {
            splits.add(PrimaryKeyValue.fromString(bucket(shard * MOST_SHARDS / shards)));
        }
        if (!splits.isEmpty()) {
            request.setSplitPoints(splits);
        }
        InternalClient administration = services.sourceAdministration();
        try {
            administration.createTableEx(request, null).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The table " + NAME + " cannot be made.", e.getCause());
        } finally {
            administration.shutdown();
        }
        return new SourceTable(services.source(), clock);
    }

    /** Now, as a window may begin or end with it: it has passed when this returns. */
    Instant boundary() {
        Instant boundary = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        while (clock.instant().isBefore(boundary)) {
            Thread.onSpinWait();
        }
        return boundary;
    }

    /** Writes the orders with the numbers from {@code first} on. */
    void write(int first, int count) {
        IntStream.range(0, (count + BATCH - 1) / BATCH)
                .parallel()
                .forEach(batch -> writeBatch(first + batch * BATCH, first + Math.min(count, (batch + 1) * BATCH)));
    }

    private void writeBatch(int from, int to) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        for (int number = from; number < to; number++) {
            request.addRowChange(order(number));
        }
        if (!client.batchWriteRow(request).isAllSucceed()) {
            throw new IllegalStateException("Rows " + from + " to " + to + " were not all taken.");
        }
    }

    private static RowPutChange order(int number) {
        // Spreads neighbours over shards and values.
        int mixed = number * 0x9E3779B1;
        RowPutChange order = new RowPutChange(
                NAME,
                PrimaryKeyBuilder.createPrimaryKeyBuilder()
                        .addPrimaryKeyColumn(
                                KEY, PrimaryKeyValue.fromString(bucket(mixed >>> 24) + "-" + (1_000_000_000L + number)))
                        .build());
        order.addColumn("n", ColumnValue.fromLong(number));
        order.addColumn("customer", ColumnValue.fromString("customer " + (1_000_000_000L + (mixed & 0xFFFF))));
        order.addColumn("price", ColumnValue.fromDouble((mixed >>> 8) / 100.0));
        order.addColumn("paid", ColumnValue.fromBoolean((mixed & 1) == 1));
        order.addColumn("ordered_at", ColumnValue.fromLong(FIRST_ORDER + number * 1000L));
        return order;
    }

    private static String bucket(int value) {
        return Integer.toHexString(MOST_SHARDS + value).substring(1);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}

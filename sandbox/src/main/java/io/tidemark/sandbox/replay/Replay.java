package io.tidemark.sandbox.replay;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the feed's changes in their order, sped up, and begins again with new ids when the week is over. A change that could
 * not be written is written again before the next one.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    /** A week in two minutes: about 30 changes a second. */
    private static final long SPEED = 5000;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final SyncClient client;
    private final List<QuakeChange> changes = EarthquakeFeed.changes();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long began;
    private long written;

    private Replay(SyncClient client, long began) {
        this.client = client;
        this.began = began;
    }

    /**
     * Makes the tables and starts writing.
     *
     * @param clock tells when the replay began, which keeps its ids apart from those of others
     */
    public static Replay start(Services services, InstantSource clock) {
        SyncClient client = services.tablestore();
        try {
            EarthquakeTables.create(client, services.maxCompute());
        } catch (com.aliyun.odps.OdpsException | RuntimeException e) {
            client.shutdown();
            throw new IllegalStateException("the tables of the replay cannot be made: " + e.getMessage(), e);
        }
        Replay replay = new Replay(client, clock.millis());
        Thread writer = new Thread(replay::run, "replay");
        writer.setDaemon(true);
        writer.start();
        return replay;
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (!closedWithin(pause)) {
            pause = writeNext();
        }
        client.shutdown();
    }

    /** Writes one change; returns how long to wait before the next. */
    private Duration writeNext() {
        int index = (int) (written % changes.size());
        QuakeChange change = changes.get(index);
        try {
            write(change, change.id() + "-" + began + "-" + written / changes.size());
        } catch (TableStoreException | ClientException e) {
            LOG.warn("change {} was not written, it is tried again: {}", written + 1, e.getMessage());
            return AFTER_FAILURE;
        }
        written++;
        QuakeChange next = changes.get((index + 1) % changes.size());
        Duration gap = Duration.between(change.at(), next.at()).dividedBy(SPEED);
        return gap.isNegative() || gap.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : gap;
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void write(QuakeChange change, String id) {
        PrimaryKey key = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromString(id))
                .build();
        Map<String, Object> columns = new LinkedHashMap<>(change.columns());
        columns.put(EarthquakeTables.REPLAY, began);
        columns.put(EarthquakeTables.CHANGE_NUMBER, written + 1);
        if (change.insert()) {
            RowPutChange put = new RowPutChange(EarthquakeTables.SOURCE, key);
            columns.forEach((name, value) -> put.addColumn(name, value(value)));
            client.putRow(new PutRowRequest(put));
        } else {
            RowUpdateChange update = new RowUpdateChange(EarthquakeTables.SOURCE, key);
            columns.forEach((name, value) -> update.put(name, value(value)));
            client.updateRow(new UpdateRowRequest(update));
        }
    }

    private static ColumnValue value(Object value) {
        if (value instanceof Long number) {
            return ColumnValue.fromLong(number);
        }
        return value instanceof Double number
                ? ColumnValue.fromDouble(number)
                : ColumnValue.fromString(String.valueOf(value));
    }

    /** Ends the replay after the change that is being written. */
    @Override
    public void close() {
        closed.countDown();
    }
}

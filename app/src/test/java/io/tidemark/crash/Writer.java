package io.tidemark.crash;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Somebody who uses the source table while it is synced: puts, updates and deletes rows of a few keys, and remembers what has
 * to arrive. Each change that carries a row has a number of its own.
 */
final class Writer implements AutoCloseable {
    private static final int KEYS = 40;

    private final SyncClient client;
    private final Random random;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<String> written = new ArrayList<>();
    private Future<?> last = CompletableFuture.completedFuture(null);

    Writer(SyncClient client, long seed) {
        this.client = client;
        random = new Random(seed);
    }

    /** Goes on writing in the background. */
    void write(int changes) {
        last = thread.submit(() -> {
            for (int i = 0; i < changes; i++) {
                change();
            }
        });
    }

    /** Waits until all that it was told to write is written, and returns what has to be in the target, in order. */
    List<String> written() throws ExecutionException, InterruptedException {
        last.get();
        return List.copyOf(written);
    }

    /**
     * The client's pool may hand out a connection that closes in that very moment. Nothing has been sent on it then, which the count
     * of the rows would show if it were otherwise.
     */
    private static <T> T sent(Supplier<T> call) {
        try {
            return call.get();
        } catch (ClientException e) {
            if (String.valueOf(e.getMessage()).endsWith("ConnectionClosedException: Connection closed")) {
                return call.get();
            }
            throw e;
        }
    }

    private void change() {
        int key = random.nextInt(KEYS);
        int kind = random.nextInt(10);
        if (kind < 5) {
            PutRowRequest put = new PutRowRequest(put(key));
            sent(() -> client.putRow(put));
        } else if (kind < 8) {
            UpdateRowRequest update = new UpdateRowRequest(update(key));
            sent(() -> client.updateRow(update));
        } else if (kind < 9) {
            DeleteRowRequest delete = new DeleteRowRequest(new RowDeleteChange(Clouds.TABLE, key(key)));
            sent(() -> client.deleteRow(delete));
        } else {
            BatchWriteRowRequest batch = new BatchWriteRowRequest();
            for (int i = 0; i < 5; i++) {
                batch.addRowChange(put((key + i) % KEYS));
            }
            if (!sent(() -> client.batchWriteRow(batch)).isAllSucceed()) {
                throw new IllegalStateException("a row of a batch was not written");
            }
        }
    }

    private RowPutChange put(int key) {
        RowPutChange put = new RowPutChange(Clouds.TABLE, key(key));
        put.addColumn("n", ColumnValue.fromLong(written.size()));
        put.addColumn("s", ColumnValue.fromString("put " + written.size()));
        arrives(key, "put " + written.size());
        return put;
    }

    private RowUpdateChange update(int key) {
        RowUpdateChange update = new RowUpdateChange(Clouds.TABLE, key(key));
        update.put("n", ColumnValue.fromLong(written.size()));
        if (random.nextBoolean()) {
            update.deleteColumns("s");
            arrives(key, "null");
        } else {
            update.put("s", ColumnValue.fromString("update"));
            arrives(key, "update");
        }
        return update;
    }

    private void arrives(int key, String s) {
        written.add("h" + key + "|" + key % 3 + "|" + written.size() + "|" + s);
    }

    private static PrimaryKey key(int key) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("h", PrimaryKeyValue.fromString("h" + key))
                .addPrimaryKeyColumn("k", PrimaryKeyValue.fromLong(key % 3))
                .build();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

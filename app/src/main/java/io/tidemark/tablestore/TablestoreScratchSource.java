package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ErrorCode;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.tidemark.doctor.ScratchSource;
import io.tidemark.sync.StreamSource;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.util.List;

/** A scratch table with a stream in an instance. */
final class TablestoreScratchSource implements ScratchSource {
    private static final String KEY = "id";
    /** Rows are kept as long as the table. */
    private static final int FOR_EVER = -1;

    private static final int STREAM_HOURS = 24;

    private final SyncClient client;
    private final TablestoreFailures failures;
    private final StreamSource stream;
    private final String table;
    private final String place;

    /**
     * A table that is not made yet.
     *
     * @param stream of the table, by the same client
     */
    TablestoreScratchSource(
            SyncClient client, TablestoreFailures failures, StreamSource stream, String table, String place) {
        this.client = client;
        this.failures = failures;
        this.stream = stream;
        this.table = table;
        this.place = place;
    }

    @Override
    public void create() {
        TableMeta meta = new TableMeta(table);
        meta.addPrimaryKeyColumn(KEY, PrimaryKeyType.STRING);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(FOR_EVER, 1));
        create.setStreamSpecification(new StreamSpecification(true, STREAM_HOURS));
        call(table, () -> client.createTable(create));
    }

    @Override
    public void put(String key) {
        RowPutChange put = new RowPutChange(
                table,
                PrimaryKeyBuilder.createPrimaryKeyBuilder()
                        .addPrimaryKeyColumn(KEY, PrimaryKeyValue.fromString(key))
                        .build());
        call(table, () -> client.putRow(new PutRowRequest(put)));
    }

    @Override
    public StreamSource stream() {
        return stream;
    }

    @Override
    public String statusTable() {
        return table + "_status";
    }

    @Override
    public List<String> names() {
        return List.of(table, statusTable());
    }

    @Override
    public void drop(String name) {
        call(name, () -> {
            try {
                client.deleteTable(new DeleteTableRequest(name));
            } catch (TableStoreException e) {
                if (!ErrorCode.OBJECT_NOT_EXIST.equals(e.getErrorCode())) {
                    throw e;
                }
            }
        });
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public void close() {
        stream.close();
    }

    private void call(String about, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw failures.from(e, Subject.TABLE, about);
        }
    }
}

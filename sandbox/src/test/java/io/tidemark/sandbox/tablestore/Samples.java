package io.tidemark.sandbox.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import org.jspecify.annotations.Nullable;

/** Tables with one text key "pk", and rows for them. */
final class Samples {

    static final String TABLE = "samples";

    private Samples() {}

    static TableMeta meta(String table) {
        TableMeta meta = new TableMeta(table);
        meta.addPrimaryKeyColumn("pk", PrimaryKeyType.STRING);
        return meta;
    }

    static void create(SyncClient client) {
        create(client, TABLE, new StreamSpecification(true, 24));
    }

    static void create(SyncClient client, String table, StreamSpecification stream) {
        CreateTableRequest request = new CreateTableRequest(meta(table), new TableOptions(-1, 1));
        request.setStreamSpecification(stream);
        client.createTable(request);
    }

    static PrimaryKey key(String pk) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("pk", PrimaryKeyValue.fromString(pk))
                .build();
    }

    static RowPutChange put(String pk, long value) {
        RowPutChange change = new RowPutChange(TABLE, key(pk));
        change.addColumn(new Column("v", ColumnValue.fromLong(value)));
        return change;
    }

    static void write(SyncClient client, String pk, long value) {
        client.putRow(new PutRowRequest(put(pk, value)));
    }

    static @Nullable Row read(SyncClient client, String pk) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(TABLE, key(pk));
        criteria.setMaxVersions(10);
        return client.getRow(new GetRowRequest(criteria)).getRow();
    }

    /** The newest value of column "v"; -1 if there is none. */
    static long value(SyncClient client, String pk) {
        Row row = read(client, pk);
        return row == null || row.getLatestColumn("v") == null
                ? -1
                : row.getLatestColumn("v").getValue().asLong();
    }
}

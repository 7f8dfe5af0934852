package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.CreateTableRequestEx;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a file into a table, which it makes if it is not there. Used once. */
final class TableLoader {

    private static final int STREAM_HOURS = 168;

    private final Connection connection;
    private final SyncClient client;
    private final TableOrder order;
    private @Nullable KeyColumns key;

    TableLoader(Connection connection, SyncClient client, TableOrder order) {
        this.connection = connection;
        this.client = client;
        this.order = order;
    }

    /** Returns how many rows were written. */
    long load(InputFile input, String file) throws BadInputException, IOException {
        BatchWriter writer = new BatchWriter(client, file);
        input.read(row -> {
            KeyColumns columns = key == null ? prepared(input, file, row) : key;
            key = columns;
            writer.write(row.line(), change(columns, file, row));
        });
        writer.flush();
        return writer.written();
    }

    private RowPutChange change(KeyColumns columns, String file, InputRow row) throws BadInputException {
        RowPutChange change = new RowPutChange(order.table(), columns.of(row));
        for (String name : row.values().keySet()) {
            if (!columns.holds(name)) {
                change.addColumn(new Column(name, Columns.value(file, row, name)));
            }
        }
        return change;
    }

    /** Sees to it that the table is there, and tells its key. */
    private KeyColumns prepared(InputFile input, String file, InputRow first) throws BadInputException {
        KeyColumns columns = KeyColumns.ofFirstRow(file, order.key(), first);
        Optional<List<PrimaryKeySchema>> existing = existingKey();
        if (existing.isPresent()) {
            List<String> names =
                    existing.get().stream().map(PrimaryKeySchema::getName).toList();
            if (!names.equals(order.key())) {
                throw new BadInputException("The table " + order.table() + " exists with the key "
                        + String.join(",", names) + ": give --key " + String.join(",", names) + ", or another table.");
            }
            return new KeyColumns(file, existing.get());
        }
        create(columns, input, file);
        return columns;
    }

    private Optional<List<PrimaryKeySchema>> existingKey() {
        try {
            return Optional.of(client.describeTable(new DescribeTableRequest(order.table()))
                    .getTableMeta()
                    .getPrimaryKeyList());
        } catch (TableStoreException e) {
            if (e.getErrorCode().equals("OTSObjectNotExist")
                    && String.valueOf(e.getMessage()).contains("table")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void create(KeyColumns columns, InputFile input, String file) throws BadInputException {
        TableMeta meta = new TableMeta(order.table());
        columns.columns().forEach(meta::addPrimaryKeyColumn);
        CreateTableRequestEx request = new CreateTableRequestEx(meta, new TableOptions(-1, 1));
        request.setStreamSpecification(new StreamSpecification(true, STREAM_HOURS));
        if (order.shards() == 1) {
            client.createTable(request);
            return;
        }
        SplitPoints points = new SplitPoints();
        try {
            input.read(row -> points.add(columns.first(row)));
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage());
        }
        request.setSplitPoints(points.of(file, order.shards()));
        connection.create(request);
    }
}

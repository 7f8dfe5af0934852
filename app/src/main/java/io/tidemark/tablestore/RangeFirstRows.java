package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.tidemark.probe.FirstRows;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first rows of a table in the order of its key, each column in its latest version. */
final class RangeFirstRows {
    private final SyncClient client;
    private final TablestoreFailures failures;
    private final String table;

    RangeFirstRows(SyncClient client, TablestoreFailures failures, String table) {
        this.client = client;
        this.failures = failures;
        this.table = table;
    }

    FirstRows read(int limit) {
        try {
            List<String> key =
                    client.describeTable(new DescribeTableRequest(table)).getTableMeta().getPrimaryKeyList().stream()
                            .map(PrimaryKeySchema::getName)
                            .toList();
            Set<String> columns = new LinkedHashSet<>(key);
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (Row row : rows(key, limit)) {
                Map<String, @Nullable Object> values = values(row);
                columns.addAll(values.keySet());
                rows.add(values);
            }
            return new FirstRows(List.copyOf(columns), rows, List.of());
        } catch (TableStoreException | ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    private List<Row> rows(List<String> key, int limit) {
        List<Row> rows = new ArrayList<>();
        PrimaryKey next = bound(key, PrimaryKeyValue.INF_MIN);
        // An answer may hold fewer rows than were asked for, or none, and still not be the last.
        while (next != null && rows.size() < limit) {
            RangeRowQueryCriteria range = new RangeRowQueryCriteria(table);
            range.setInclusiveStartPrimaryKey(next);
            range.setExclusiveEndPrimaryKey(bound(key, PrimaryKeyValue.INF_MAX));
            range.setMaxVersions(1);
            range.setLimit(limit - rows.size());
            GetRangeResponse answer = client.getRange(new GetRangeRequest(range));
            rows.addAll(answer.getRows());
            next = answer.getNextStartPrimaryKey();
        }
        return rows;
    }

    private static PrimaryKey bound(List<String> key, PrimaryKeyValue value) {
        PrimaryKeyBuilder bound = PrimaryKeyBuilder.createPrimaryKeyBuilder();
        key.forEach(column -> bound.addPrimaryKeyColumn(column, value));
        return bound.build();
    }

    private static Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (PrimaryKeyColumn column : row.getPrimaryKey().getPrimaryKeyColumns()) {
            values.put(column.getName(), StreamRecords.value(column.getValue()));
        }
        for (Column column : row.getColumns()) {
            // String, Long, Double, Boolean or byte[] already.
            values.put(column.getName(), column.getValue().getValue());
        }
        return values;
    }
}

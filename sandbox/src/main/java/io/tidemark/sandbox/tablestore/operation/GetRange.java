package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Direction;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRangeRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRangeResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.row.KeySchema;
import io.tidemark.sandbox.tablestore.row.Projection;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;

/** Reads rows between two keys, in either direction, a page at a time. */
final class GetRange implements Operation {

    private static final int MAX_ROWS = 5000;
    private static final int MAX_BYTES = 4 << 20;

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        GetRangeRequest request = GetRangeRequest.parseFrom(message);
        Table table = instance.table(request.getTableName());
        Projection projection = new Projections(
                        request.getColumnsToGetList(),
                        request.hasTimeRange() ? request.getTimeRange() : null,
                        request.hasMaxVersions() ? request.getMaxVersions() : null,
                        request.getFilter(),
                        request.hasStartColumn() ? request.getStartColumn() : null,
                        request.hasEndColumn() ? request.getEndColumn() : null)
                .read();
        if (request.hasLimit() && request.getLimit() < 1) {
            throw TablestoreRefusal.invalidParameter("The limit must be greater than 0.");
        }
        int limit = request.hasLimit() ? Math.min(request.getLimit(), MAX_ROWS) : MAX_ROWS;
        return read(range(table, request), table.shape().schema(), projection, limit)
                .toByteArray();
    }

    private static NavigableMap<Key, StoredRow> range(Table table, GetRangeRequest request) {
        KeySchema schema = table.shape().schema();
        Key start = bound(request.getInclusiveStartPrimaryKey(), schema);
        Key end = bound(request.getExclusiveEndPrimaryKey(), schema);
        boolean forward = request.getDirection() == Direction.FORWARD;
        if (forward ? start.compareTo(end) > 0 : start.compareTo(end) < 0) {
            throw TablestoreRefusal.invalidParameter("Begin key must " + (forward ? "less" : "greater")
                    + " than end key in " + request.getDirection() + ".");
        }
        return forward
                ? table.rows().subMap(start, true, end, false)
                : table.rows().descendingMap().subMap(start, true, end, false);
    }

    private static Key bound(ByteString bytes, KeySchema schema) {
        List<Cell> bound = Messages.row(bytes).key();
        schema.checkBound(bound);
        return Key.of(bound);
    }

    private static GetRangeResponse read(
            NavigableMap<Key, StoredRow> range, KeySchema schema, Projection projection, int limit) {
        RowWriter rows = new RowWriter();
        GetRangeResponse.Builder response = GetRangeResponse.newBuilder();
        int looked = 0;
        int found = 0;
        long bytes = 0;
        for (StoredRow stored : range.values()) {
            if (looked == MAX_ROWS || found == limit || bytes >= MAX_BYTES) {
                response.setNextStartPrimaryKey(ByteString.copyFrom(
                        RowWriter.encode(new Row(stored.row().key(), List.of()))));
                break;
            }
            looked++;
            bytes += stored.encoded().length;
            Row row = projection.of(stored, schema);
            if (row != null) {
                rows.write(row);
                found++;
            }
        }
        return response.setConsumed(Messages.read(bytes))
                .setRows(found == 0 ? ByteString.EMPTY : ByteString.copyFrom(rows.toByteArray()))
                .build();
    }
}

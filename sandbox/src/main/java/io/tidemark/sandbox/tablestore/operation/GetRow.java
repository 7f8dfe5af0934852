package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import io.tidemark.sandbox.tablestore.row.Projection;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;

/** Reads one row. A row that is not there is an empty one. */
final class GetRow implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        GetRowRequest request = GetRowRequest.parseFrom(message);
        Projection projection = new Projections(
                        request.getColumnsToGetList(),
                        request.hasTimeRange() ? request.getTimeRange() : null,
                        request.hasMaxVersions() ? request.getMaxVersions() : null,
                        request.getFilter(),
                        request.hasStartColumn() ? request.getStartColumn() : null,
                        request.hasEndColumn() ? request.getEndColumn() : null)
                .read();
        ByteString row = read(instance.table(request.getTableName()), request.getPrimaryKey(), projection);
        return GetRowResponse.newBuilder()
                .setConsumed(Messages.read(row.size()))
                .setRow(row)
                .build()
                .toByteArray();
    }

    /** The encoded part of the row that is wanted; empty without it. */
    static ByteString read(Table table, ByteString key, Projection projection) {
        StoredRow stored = table.get(Messages.row(key).key());
        Row row = stored == null ? null : projection.of(stored, table.shape().schema());
        return row == null ? ByteString.EMPTY : ByteString.copyFrom(RowWriter.encode(row));
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchGetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchGetRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchGetRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchGetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchGetRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.row.Projection;
import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** Reads many rows by their keys. */
final class BatchGetRow implements Operation {

    private static final int MAX_ROWS = 100;

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        BatchGetRowRequest request = BatchGetRowRequest.parseFrom(message);
        int rows = request.getTablesList().stream()
                .mapToInt(TableInBatchGetRowRequest::getPrimaryKeyCount)
                .sum();
        if (rows == 0) {
            throw TablestoreRefusal.invalidParameter("No row is specified in BatchGetRow.");
        }
        if (rows > MAX_ROWS) {
            throw TablestoreRefusal.invalidParameter("Rows count exceeds the upper limit: " + MAX_ROWS + ".");
        }
        BatchGetRowResponse.Builder response = BatchGetRowResponse.newBuilder();
        for (TableInBatchGetRowRequest table : request.getTablesList()) {
            response.addTables(read(instance, table));
        }
        return response.build().toByteArray();
    }

    private static TableInBatchGetRowResponse read(Instance instance, TableInBatchGetRowRequest table) {
        Projection projection = new Projections(
                        table.getColumnsToGetList(),
                        table.hasTimeRange() ? table.getTimeRange() : null,
                        table.hasMaxVersions() ? table.getMaxVersions() : null,
                        table.getFilter(),
                        table.hasStartColumn() ? table.getStartColumn() : null,
                        table.hasEndColumn() ? table.getEndColumn() : null)
                .read();
        TableInBatchGetRowResponse.Builder response =
                TableInBatchGetRowResponse.newBuilder().setTableName(table.getTableName());
        for (ByteString key : table.getPrimaryKeyList()) {
            response.addRows(read(instance, table.getTableName(), key, projection));
        }
        return response.build();
    }

    private static RowInBatchGetRowResponse read(
            Instance instance, String table, ByteString key, Projection projection) {
        RowInBatchGetRowResponse.Builder response = RowInBatchGetRowResponse.newBuilder();
        try {
            ByteString row = GetRow.read(instance.table(table), key, projection);
            return response.setIsOk(true)
                    .setConsumed(Messages.read(row.size()))
                    .setRow(row)
                    .build();
        } catch (TablestoreRefusal refusal) {
            return response.setIsOk(false).setError(RowErrors.of(refusal)).build();
        }
    }
}

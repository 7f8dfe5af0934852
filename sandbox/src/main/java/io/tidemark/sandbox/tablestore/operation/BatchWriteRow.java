package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.row.RowChange;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.WriteResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes many rows. Each succeeds or fails for itself; what is wrong with the whole fails the whole. */
final class BatchWriteRow implements Operation {

    private static final int MAX_ROWS = 200;
    private static final int MAX_BYTES = 4 << 20;

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        BatchWriteRowRequest request = BatchWriteRowRequest.parseFrom(message);
        check(request);
        BatchWriteRowResponse.Builder response = BatchWriteRowResponse.newBuilder();
        for (TableInBatchWriteRowRequest table : request.getTablesList()) {
            response.addTables(write(instance, table));
        }
        return response.build().toByteArray();
    }

    private static void check(BatchWriteRowRequest request) {
        int rows = 0;
        long bytes = 0;
        Set<String> tables = new HashSet<>();
        for (TableInBatchWriteRowRequest table : request.getTablesList()) {
            if (!tables.add(table.getTableName())) {
                throw TablestoreRefusal.invalidParameter("Duplicated table name: '" + table.getTableName() + "'.");
            }
            rows += table.getRowsCount();
            for (RowInBatchWriteRowRequest row : table.getRowsList()) {
                bytes += row.getRowChange().size();
            }
        }
        if (rows == 0) {
            throw TablestoreRefusal.invalidParameter("No row is specified in BatchWriteRow.");
        }
        if (rows > MAX_ROWS) {
            throw TablestoreRefusal.invalidParameter("Rows count exceeds the upper limit: " + MAX_ROWS + ".");
        }
        if (bytes > MAX_BYTES) {
            throw TablestoreRefusal.invalidParameter("The total data size of BatchWriteRow request exceeds the limit,"
                    + " limit size: " + MAX_BYTES + ", data size: " + bytes + ".");
        }
    }

    private static TableInBatchWriteRowResponse write(Instance instance, TableInBatchWriteRowRequest table)
            throws IOException {
        TableInBatchWriteRowResponse.Builder response =
                TableInBatchWriteRowResponse.newBuilder().setTableName(table.getTableName());
        List<RowChange> changes = new ArrayList<>(table.getRowsCount());
        for (RowInBatchWriteRowRequest row : table.getRowsList()) {
            changes.add(
                    Writing.change(ChangeType.of(row.getType().getNumber()), row.getRowChange(), row.getCondition()));
        }
        try {
            List<WriteResult> results = instance.table(table.getTableName()).write(changes);
            for (int i = 0; i < results.size(); i++) {
                response.addRows(row(table.getRows(i), results.get(i)));
            }
        } catch (TablestoreRefusal ofTheTable) {
            table.getRowsList().forEach(row -> response.addRows(row(row, new WriteResult.Refused(ofTheTable))));
        }
        return response.build();
    }

    private static RowInBatchWriteRowResponse row(RowInBatchWriteRowRequest request, WriteResult result) {
        RowInBatchWriteRowResponse.Builder response =
                RowInBatchWriteRowResponse.newBuilder().setConsumed(Writing.consumed(request.getRowChange()));
        if (result instanceof WriteResult.Refused refused) {
            return response.setIsOk(false)
                    .setError(RowErrors.of(refused.refusal()))
                    .build();
        }
        ByteString returned = Writing.returned(request.getReturnContent(), ((WriteResult.Written) result).record());
        if (returned != null) {
            response.setRow(returned);
        }
        return response.setIsOk(true).build();
    }
}

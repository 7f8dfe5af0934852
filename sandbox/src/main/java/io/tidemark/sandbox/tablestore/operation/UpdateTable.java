package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateTableResponse;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;

/** Changes the options of a table and turns its stream on and off. */
final class UpdateTable implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        UpdateTableRequest request = UpdateTableRequest.parseFrom(message);
        Table table = instance.table(request.getTableName());
        table.update(
                request.hasTableOptions() ? request.getTableOptions() : null,
                request.hasStreamSpec() ? StreamOrders.of(request.getStreamSpec()) : null);
        return UpdateTableResponse.newBuilder()
                .setReservedThroughputDetails(Messages.reserved(table))
                .setTableOptions(table.shape().options())
                .setStreamDetails(Messages.stream(table))
                .build()
                .toByteArray();
    }
}

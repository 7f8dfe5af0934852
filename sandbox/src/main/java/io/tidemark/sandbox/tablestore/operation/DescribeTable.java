package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;

/** Tells what a table is. */
final class DescribeTable implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        Table table = instance.table(DescribeTableRequest.parseFrom(message).getTableName());
        return DescribeTableResponse.newBuilder()
                .setTableMeta(table.shape().meta())
                .setReservedThroughputDetails(Messages.reserved(table))
                .setTableOptions(table.shape().options())
                .setStreamDetails(Messages.stream(table))
                .setCreationTime(table.createdAt())
                .build()
                .toByteArray();
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListTableResponse;
import io.tidemark.sandbox.tablestore.table.Instance;

/** Names the tables of an instance. */
final class ListTable implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) {
        return ListTableResponse.newBuilder()
                .addAllTableNames(instance.tableNames())
                .build()
                .toByteArray();
    }
}

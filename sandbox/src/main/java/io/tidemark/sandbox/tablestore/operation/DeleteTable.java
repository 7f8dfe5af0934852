package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteTableResponse;
import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** Removes a table, its rows and its stream. */
final class DeleteTable implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        instance.drop(DeleteTableRequest.parseFrom(message).getTableName());
        return DeleteTableResponse.getDefaultInstance().toByteArray();
    }
}

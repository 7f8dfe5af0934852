package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** Removes a row. */
final class DeleteRow implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        DeleteRowRequest request = DeleteRowRequest.parseFrom(message);
        Row record = Writing.write(
                instance.table(request.getTableName()),
                Writing.change(ChangeType.DELETE, request.getPrimaryKey(), request.getCondition()));
        DeleteRowResponse.Builder response =
                DeleteRowResponse.newBuilder().setConsumed(Writing.consumed(request.getPrimaryKey()));
        ByteString returned = Writing.returned(request.getReturnContent(), record);
        if (returned != null) {
            response.setRow(returned);
        }
        return response.build().toByteArray();
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** Changes columns of a row, or makes it. */
final class UpdateRow implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        UpdateRowRequest request = UpdateRowRequest.parseFrom(message);
        Row record = Writing.write(
                instance.table(request.getTableName()),
                Writing.change(ChangeType.UPDATE, request.getRowChange(), request.getCondition()));
        UpdateRowResponse.Builder response =
                UpdateRowResponse.newBuilder().setConsumed(Writing.consumed(request.getRowChange()));
        ByteString returned = Writing.returned(request.getReturnContent(), record);
        if (returned != null) {
            response.setRow(returned);
        }
        return response.build().toByteArray();
    }
}

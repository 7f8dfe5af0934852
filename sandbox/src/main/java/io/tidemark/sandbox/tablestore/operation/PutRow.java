package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PutRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PutRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import io.tidemark.sandbox.tablestore.table.Instance;
import java.io.IOException;

/** Replaces a row, or makes it. */
final class PutRow implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        PutRowRequest request = PutRowRequest.parseFrom(message);
        Row record = Writing.write(
                instance.table(request.getTableName()),
                Writing.change(ChangeType.PUT, request.getRow(), request.getCondition()));
        PutRowResponse.Builder response = PutRowResponse.newBuilder().setConsumed(Writing.consumed(request.getRow()));
        ByteString returned = Writing.returned(request.getReturnContent(), record);
        if (returned != null) {
            response.setRow(returned);
        }
        return response.build().toByteArray();
    }
}

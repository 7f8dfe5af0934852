package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListStreamRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListStreamResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Stream;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.TableStream;
import java.io.IOException;

/** Names the streams of an instance or of one table. */
final class ListStream implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        ListStreamRequest request = ListStreamRequest.parseFrom(message);
        String table = request.hasTableName() && !request.getTableName().isEmpty() ? request.getTableName() : null;
        if (table != null) {
            instance.table(table);
        }
        ListStreamResponse.Builder response = ListStreamResponse.newBuilder();
        for (TableStream stream : instance.streams(table)) {
            response.addStreams(Stream.newBuilder()
                    .setStreamId(stream.id())
                    .setTableName(stream.tableName())
                    .setCreationTime(stream.entry().enabledAt()));
        }
        return response.build().toByteArray();
    }
}

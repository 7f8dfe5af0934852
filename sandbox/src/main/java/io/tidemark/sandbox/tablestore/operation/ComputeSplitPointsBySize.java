package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ComputeSplitPointsBySizeRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ComputeSplitPointsBySizeResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import io.tidemark.sandbox.tablestore.row.StoredRow;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;
import java.util.List;

/** Cuts a table into pieces of about the same size. */
final class ComputeSplitPointsBySize implements Operation {

    private static final long DEFAULT_UNIT = 100L << 20;

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        ComputeSplitPointsBySizeRequest request = ComputeSplitPointsBySizeRequest.parseFrom(message);
        Table table = instance.table(request.getTableName());
        long unit = request.hasSplitSizeUnitInByte() ? request.getSplitSizeUnitInByte() : DEFAULT_UNIT;
        if (request.getSplitSize() < 1 || unit < 1) {
            throw TablestoreRefusal.invalidParameter("The split size must be greater than 0.");
        }
        long size = Math.multiplyExact(request.getSplitSize(), unit);
        int most = request.hasSplitPointLimit() ? request.getSplitPointLimit() : Integer.MAX_VALUE;
        ComputeSplitPointsBySizeResponse.Builder response = ComputeSplitPointsBySizeResponse.newBuilder()
                .setConsumed(Messages.read(0))
                .addAllSchema(table.shape().meta().getPrimaryKeyList());
        long bytes = 0;
        for (StoredRow row : table.rows().values()) {
            if (bytes >= size && response.getSplitPointsCount() < most) {
                response.addSplitPoints(
                        ByteString.copyFrom(RowWriter.encode(new Row(row.row().key(), List.of()))));
                bytes = 0;
            }
            bytes += row.encoded().length;
        }
        // One location more than points: the client counts them.
        response.addLocations(ComputeSplitPointsBySizeResponse.SplitLocation.newBuilder()
                .setLocation("")
                .setRepeat(response.getSplitPointsCount() + 1));
        return response.build().toByteArray();
    }
}

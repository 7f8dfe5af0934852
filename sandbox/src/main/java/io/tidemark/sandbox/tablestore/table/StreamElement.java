package io.tidemark.sandbox.tablestore.table;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ActionType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetStreamRecordResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.CodedInputStream;
import com.aliyun.ots.thirdparty.com.google.protobuf.UnsafeByteOperations;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import io.tidemark.sandbox.tablestore.row.ChangeType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One change as it is kept: as the very element of GetStreamRecord's answer, so that answers are put together from logs
 * by copying (parts of a protobuf message may stand in a row).
 *
 * @param record the change with its sequence
 */
record StreamElement(ChangeType type, Row record) {

    /** @param origin the row before the change, as far as the stream carries it */
    byte[] encode(@Nullable Row origin) {
        GetStreamRecordResponse.StreamRecord.Builder element = GetStreamRecordResponse.StreamRecord.newBuilder()
                .setActionType(ActionType.forNumber(type.number()))
                .setRecord(UnsafeByteOperations.unsafeWrap(RowWriter.encode(record)));
        if (origin != null) {
            element.setOriginRecord(ByteString.copyFrom(RowWriter.encode(origin)));
        }
        return GetStreamRecordResponse.newBuilder()
                .addStreamRecords(element)
                .build()
                .toByteArray();
    }

    static StreamElement decode(byte[] bytes, int from, int length) throws IOException {
        GetStreamRecordResponse.StreamRecord element = GetStreamRecordResponse.parseFrom(
                        CodedInputStream.newInstance(bytes, from, length))
                .getStreamRecords(0);
        try {
            return new StreamElement(
                    ChangeType.of(element.getActionType().getNumber()),
                    RowReader.decode(element.getRecord().toByteArray()));
        } catch (MalformedRowException e) {
            throw new IOException("A record of a log is no row: " + e.getMessage(), e);
        }
    }
}

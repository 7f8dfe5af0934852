package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CapacityUnit;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ConsumedCapacity;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReservedThroughputDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamDetails;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.table.StreamEntry;
import io.tidemark.sandbox.tablestore.table.Table;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Parts that several answers share. */
final class Messages {

    private static final long UNIT_BYTES = 4096;

    private Messages() {}

    /** One row of a request; refused if it is malformed. */
    static Row row(ByteString bytes) {
        try {
            return RowReader.decode(bytes.toByteArray());
        } catch (MalformedRowException e) {
            throw TablestoreRefusal.invalidParameter("Invalid row: " + e.getMessage());
        }
    }

    /** Capacity for reading so many bytes: one unit for each 4 KB begun, at least one. */
    static ConsumedCapacity read(long bytes) {
        return ConsumedCapacity.newBuilder()
                .setCapacityUnit(CapacityUnit.newBuilder().setRead(units(bytes)).setWrite(0))
                .build();
    }

    /** Capacity for writing so many bytes. */
    static ConsumedCapacity written(long bytes) {
        return ConsumedCapacity.newBuilder()
                .setCapacityUnit(CapacityUnit.newBuilder().setRead(0).setWrite(units(bytes)))
                .build();
    }

    /** Nothing is reserved here; the field is mandatory all the same. */
    static ReservedThroughputDetails reserved(Table table) {
        return ReservedThroughputDetails.newBuilder()
                .setCapacityUnit(CapacityUnit.newBuilder().setRead(0).setWrite(0))
                .setLastIncreaseTime(TimeUnit.MICROSECONDS.toSeconds(table.createdAt()))
                .build();
    }

    static StreamDetails stream(Table table) {
        @Nullable StreamEntry stream = table.streamEntry();
        if (stream == null || !stream.enabled()) {
            return StreamDetails.newBuilder().setEnableStream(false).build();
        }
        return StreamDetails.newBuilder()
                .setEnableStream(true)
                .setStreamId(table.name() + "_" + stream.enabledAt())
                .setExpirationTime(stream.expirationHours())
                .setLastEnableTime(stream.enabledAt())
                .addAllColumnToGet(stream.originColumns())
                .build();
    }

    private static int units(long bytes) {
        return (int) Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamSpecification;
import io.tidemark.sandbox.tablestore.table.StreamOrder;

/** Reads what a request says about a stream. */
final class StreamOrders {

    private StreamOrders() {}

    static StreamOrder of(StreamSpecification stream) {
        return new StreamOrder(stream.getEnableStream(), stream.getExpirationTime(), stream.getColumnsToGetList());
    }
}

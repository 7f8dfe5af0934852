package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CreateTableRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CreateTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PartitionRange;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import io.tidemark.sandbox.tablestore.row.Key;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.TableShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a table, with the partitions that the client names if it does. */
final class CreateTable implements Operation {

    @Override
    public byte[] answer(Instance instance, byte[] message) throws IOException {
        CreateTableRequest request = CreateTableRequest.parseFrom(message);
        if (request.getIndexMetasCount() > 0) {
            throw TablestoreRefusal.invalidParameter("Unsupported operation: CreateTable with an index.");
        }
        TableShape shape = TableShape.declare(request.getTableMeta(), request.getTableOptions());
        instance.create(shape, bounds(request, shape), StreamOrders.of(request.getStreamSpec()));
        return CreateTableResponse.getDefaultInstance().toByteArray();
    }

    /** The values at which partitions meet. The ranges must cover everything, one behind the other. */
    private static List<Key> bounds(CreateTableRequest request, TableShape shape) {
        ValueType type = shape.schema().columns().get(0).type();
        List<Key> bounds = new ArrayList<>();
        Value expected = Value.INF_MIN;
        for (PartitionRange range : request.getPartitionsList()) {
            Value begin = value(range.getBegin().toByteArray());
            Value end = value(range.getEnd().toByteArray());
            if (!begin.equals(expected) || begin.compareTo(end) >= 0) {
                throw TablestoreRefusal.invalidParameter("The partition ranges are not one behind the other.");
            }
            if (!end.equals(Value.INF_MAX)) {
                if (end.type() != type) {
                    throw TablestoreRefusal.invalidParameter(
                            "The partition ranges are not of the type of the first primary key column.");
                }
                bounds.add(Key.startingWith(end));
            }
            expected = end;
        }
        if (request.getPartitionsCount() > 0 && !expected.equals(Value.INF_MAX)) {
            throw TablestoreRefusal.invalidParameter("The partition ranges do not cover all keys.");
        }
        return bounds;
    }

    private static Value value(byte[] bytes) {
        try {
            return RowReader.decodeBareValue(bytes);
        } catch (MalformedRowException e) {
            throw TablestoreRefusal.invalidParameter("Invalid partition range: " + e.getMessage());
        }
    }
}

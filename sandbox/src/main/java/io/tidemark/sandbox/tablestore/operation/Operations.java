package io.tidemark.sandbox.tablestore.operation;

import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.table.Store;
import io.tidemark.sandbox.tablestore.wire.FrontDoor;
import java.io.IOException;
import java.util.Map;

/** All operations by name. */
public final class Operations implements FrontDoor.Calls {

    private final Store store;
    private final Map<String, Operation> operations;

    public Operations(Store store, StreamCaps caps) {
        this.store = store;
        this.operations = Map.ofEntries(
                Map.entry("CreateTable", new CreateTable()),
                Map.entry("UpdateTable", new UpdateTable()),
                Map.entry("DescribeTable", new DescribeTable()),
                Map.entry("ListTable", new ListTable()),
                Map.entry("DeleteTable", new DeleteTable()),
                Map.entry("PutRow", new PutRow()),
                Map.entry("UpdateRow", new UpdateRow()),
                Map.entry("DeleteRow", new DeleteRow()),
                Map.entry("BatchWriteRow", new BatchWriteRow()),
                Map.entry("GetRow", new GetRow()),
                Map.entry("BatchGetRow", new BatchGetRow()),
                Map.entry("GetRange", new GetRange()),
                Map.entry("ListStream", new ListStream()),
                Map.entry("DescribeStream", new DescribeStream()),
                Map.entry("GetShardIterator", new GetShardIterator()),
                Map.entry("GetStreamRecord", new GetStreamRecord(caps)),
                Map.entry("ComputeSplitPointsBySize", new ComputeSplitPointsBySize()));
    }

    @Override
    public byte[] call(String action, String instance, byte[] request) throws IOException {
        Operation operation = operations.get(action);
        if (operation == null) {
            throw TablestoreRefusal.invalidParameter("Unsupported operation: " + action + ".");
        }
        try {
            return operation.answer(store.instance(instance), request);
        } catch (InvalidProtocolBufferException e) {
            throw TablestoreRefusal.invalidParameter("The request is no " + action + " message.");
        }
    }
}

package io.tidemark.sandbox.tablestore.operation;

import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.sandbox.fault.Strike;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.table.Store;
import io.tidemark.sandbox.tablestore.wire.FrontDoor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

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

    /** The names of all operations. */
    public Set<String> names() {
        return operations.keySet();
    }

    @Override
    public Set<String> tables(io.tidemark.sandbox.fault.Operation operation, String instance, byte[] request) {
        try {
            return Subject.of(operation, store.instance(instance), request).tables();
        } catch (TablestoreRefusal | InvalidProtocolBufferException unknown) {
            // The call itself will say what is wrong with it.
            return Set.of();
        }
    }

    @Override
    public byte[] call(String action, String instance, byte[] request, Strike strike) throws IOException {
        Operation operation = operations.get(action);
        if (operation == null) {
            throw TablestoreRefusal.invalidParameter("Unsupported operation: " + action + ".");
        }
        try {
            byte[] told = Mishap.before(strike, action, store.instance(instance), request);
            return operation.answer(store.instance(instance), told);
        } catch (InvalidProtocolBufferException e) {
            throw TablestoreRefusal.invalidParameter("The request is no " + action + " message.");
        }
    }
}

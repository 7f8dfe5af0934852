package io.tidemark.sandbox.tablestore.operation;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.Service;
import io.tidemark.sandbox.fault.ShardChange;
import io.tidemark.sandbox.fault.Strike;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.table.Instance;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import io.tidemark.sandbox.tablestore.table.ShardEntry;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets those faults come true that are about tables and pages, before an operation looks at them. */
final class Mishap {

    private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);

    private Mishap() {}

    /** Changes shards if it is to be; returns the request as the operation is to see it. */
    static byte[] before(Strike strike, String action, Instance instance, byte[] request) throws IOException {
        Optional<Operation> operation = strike.isEmpty() ? Optional.empty() : Operation.of(Service.TABLESTORE, action);
        if (operation.isEmpty()) {
            return request;
        }
        Optional<Fault.Reshape> reshape = strike.first(Fault.Reshape.class);
        if (reshape.isPresent()) {
            change(
                    reshape.get(),
                    Subject.of(operation.get(), instance, request),
                    instance,
                    (shards, shard) -> reshape(reshape.get().change(), shards, shard));
        }
        Optional<Fault.TrimOldest> trim = strike.first(Fault.TrimOldest.class);
        if (trim.isPresent()) {
            change(
                    trim.get(),
                    Subject.of(operation.get(), instance, request),
                    instance,
                    (shards, shard) -> trim(trim.get().records(), shards, shard));
        }
        Optional<Fault.SmallPages> pages = strike.first(Fault.SmallPages.class);
        return pages.isEmpty()
                ? request
                : withPages(operation.get(), request, pages.get().size());
    }

    /** What is done to the shards of one table. */
    private interface Change {

        /** @param shard the one that the call reads, if it does */
        void apply(Reshaping shards, @Nullable String shard) throws IOException;
    }

    private static void change(Fault fault, Subject subject, Instance instance, Change change) throws IOException {
        for (String table : subject.tables()) {
            try {
                change.apply(instance.table(table).reshaping(), subject.shard());
            } catch (TablestoreRefusal | IllegalArgumentException | IllegalStateException impossible) {
                LOG.warn(
                        "The fault {} did nothing to table {}: {} The call goes on.",
                        FaultText.text(fault),
                        table,
                        impossible.getMessage());
            }
        }
    }

    private static void reshape(ShardChange change, Reshaping shards, @Nullable String shard) throws IOException {
        switch (change) {
            case SPLIT -> shards.split(shard == null ? shards.firstOpen() : shard);
            case MERGE -> {
                String first = shard == null ? shards.firstOpen() : shard;
                shards.merge(first, shards.neighbour(first));
            }
            case EXPIRE -> {
                if (shard == null) {
                    shards.trimAll();
                } else {
                    shards.trim(shard);
                }
            }
        }
    }

    private static void trim(int records, Reshaping shards, @Nullable String shard) throws IOException {
        if (shard != null) {
            shards.trimOldest(shard, records);
            return;
        }
        for (ShardEntry each : shards.shards()) {
            shards.trimOldest(each.id(), records);
        }
    }

    /** The same request, asking for no more than this. */
    private static byte[] withPages(Operation operation, byte[] message, int size)
            throws InvalidProtocolBufferException {
        switch (operation) {
            case DESCRIBE_STREAM -> {
                var request = OtsInternalApi.DescribeStreamRequest.parseFrom(message);
                boolean smaller = request.hasShardLimit() && request.getShardLimit() < size;
                return smaller
                        ? message
                        : request.toBuilder().setShardLimit(size).build().toByteArray();
            }
            case GET_STREAM_RECORD -> {
                var request = OtsInternalApi.GetStreamRecordRequest.parseFrom(message);
                boolean smaller = request.hasLimit() && request.getLimit() < size;
                return smaller
                        ? message
                        : request.toBuilder().setLimit(size).build().toByteArray();
            }
            case GET_SHARD_ITERATOR -> {
                var request = OtsInternalApi.GetShardIteratorRequest.parseFrom(message);
                if (request.hasToken()) {
                    return message;
                }
                Long time = request.hasTimestamp() ? request.getTimestamp() : null;
                return request.toBuilder()
                        .setToken(new IteratorToken(size, time).toString())
                        .build()
                        .toByteArray();
            }
            default -> {
                return message;
            }
        }
    }
}

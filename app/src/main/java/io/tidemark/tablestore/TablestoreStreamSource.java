package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.DefinedColumnSchema;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorResponse;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.StreamDetails;
import com.alicloud.openservices.tablestore.model.StreamShard;
import com.alicloud.openservices.tablestore.model.TableMeta;
import io.tidemark.sync.Shard;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.StreamInfo;
import io.tidemark.sync.StreamPage;
import io.tidemark.sync.StreamRecord;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.ValueType;
import io.tidemark.sync.WitnessTable;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stream of one Tablestore table. The service counts the time of records in microseconds. */
final class TablestoreStreamSource implements StreamSource {
    private static final long MICROS = 1_000_000L;
    private static final int NANOS_PER_MICRO = 1000;

    private final SyncClient client;
    private final BoundedRetries retries;
    private final TablestoreFailures failures;
    private final String table;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable String streamId;

    TablestoreStreamSource(SyncClient client, BoundedRetries retries, TablestoreFailures failures, String table) {
        this.client = client;
        this.retries = retries;
        this.failures = failures;
        this.table = table;
    }

    @Override
    public StreamInfo stream() {
        DescribeTableResponse described =
                call(Subject.TABLE, () -> client.describeTable(new DescribeTableRequest(table)));
        StreamDetails details = described.getStreamDetails();
        if (details == null || !details.isEnableStream()) {
            throw failures.streamOff(table).asException();
        }
        DescribeStreamResponse stream = describe(details.getStreamId(), null);
        streamId = details.getStreamId();
        return new StreamInfo(
                details.getStreamId(),
                Duration.ofHours(details.getExpirationTime()),
                instant(stream.getCreationTime()),
                described.getTableMeta().getPrimaryKeyList().stream()
                        .map(PrimaryKeySchema::getName)
                        .toList(),
                types(described.getTableMeta()),
                new TreeSet<>(details.getOriginColumnsToGet()));
    }

    private static Map<String, ValueType> types(TableMeta table) {
        Map<String, ValueType> types = new HashMap<>();
        for (DefinedColumnSchema column : table.getDefinedColumnsList()) {
            types.put(
                    column.getName(),
                    switch (column.getType()) {
                        case STRING -> ValueType.TEXT;
                        case INTEGER -> ValueType.INTEGER;
                        case DOUBLE -> ValueType.DOUBLE;
                        case BOOLEAN -> ValueType.BOOLEAN;
                        case BINARY -> ValueType.BINARY;
                    });
        }
        for (PrimaryKeySchema column : table.getPrimaryKeyList()) {
            types.put(
                    column.getName(),
                    switch (column.getType()) {
                        case INTEGER -> ValueType.INTEGER;
                        case BINARY -> ValueType.BINARY;
                        default -> ValueType.TEXT;
                    });
        }
        return types;
    }

    @Override
    public List<Shard> shards() {
        String stream = streamId();
        List<Shard> shards = new ArrayList<>();
        String from = null;
        do {
            DescribeStreamResponse page = describe(stream, from);
            page.getShards().forEach(shard -> shards.add(shard(shard)));
            from = page.getNextShardId();
        } while (from != null && !from.isEmpty());
        return shards;
    }

    private static Shard shard(StreamShard shard) {
        return new Shard(
                new ShardId(shard.getShardId()),
                Stream.of(Optional.ofNullable(shard.getParentId()), Optional.ofNullable(shard.getParentSiblingId()))
                        .flatMap(Optional::stream)
                        .filter(parent -> !parent.isEmpty())
                        .map(ShardId::new)
                        .toList());
    }

    @Override
    public @Nullable ShardIterator seek(ShardId shard, @Nullable Instant from) {
        GetShardIteratorRequest request = new GetShardIteratorRequest(streamId(), shard.value());
        if (from != null) {
            request.setTimestamp(micros(from));
        }
        while (true) {
            GetShardIteratorResponse answer = call(Subject.STREAM, () -> client.getShardIterator(request));
            String iterator = answer.getShardIterator();
            if (iterator != null && !iterator.isEmpty()) {
                return new ShardIterator(iterator);
            }
            String token = answer.getNextToken();
            if (token == null || token.isEmpty()) {
                return null;
            }
            // The service has looked through a part of the shard and wants to be asked to go on.
            request.setToken(token);
        }
    }

    @Override
    public StreamPage read(ShardIterator position, int limit) {
        GetStreamRecordRequest request = new GetStreamRecordRequest(position.value());
        if (limit > 0) {
            request.setLimit(limit);
        }
        GetStreamRecordResponse answer = call(Subject.STREAM, () -> client.getStreamRecord(request));
        List<StreamRecord> records = StreamRecords.of(answer.getRecords());
        String next = answer.getNextShardIterator();
        if (next == null || next.isEmpty()) {
            return new StreamPage.ShardEnd(records);
        }
        ShardIterator iterator = new ShardIterator(next);
        return records.isEmpty() ? new StreamPage.CaughtUp(iterator) : new StreamPage.Records(records, iterator);
    }

    @Override
    public WitnessTable witnesses(String statusTable) {
        return new TablestoreWitnessTable(client, retries, failures, statusTable);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The client's threads keep a JVM alive. It leaves some of them behind when the closing thread is marked as interrupted,
     * so the mark is put aside meanwhile.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            client.shutdown();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String streamId() {
        String known = streamId;
        return known == null ? stream().streamId() : known;
    }

    private DescribeStreamResponse describe(String stream, @Nullable String fromShard) {
        DescribeStreamRequest request = new DescribeStreamRequest(stream);
        if (fromShard != null) {
            request.setInclusiveStartShardId(fromShard);
        }
        return call(Subject.STREAM, () -> client.describeStream(request));
    }

    private <T> T call(Subject subject, Supplier<T> call) {
        try {
            T answer = call.get();
            retries.answered();
            return answer;
        } catch (RuntimeException e) {
            throw failures.from(e, subject, table);
        }
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_PER_MICRO);
    }

    /** The first microsecond that is not before the instant. */
    private static long micros(Instant instant) {
        int nanos = instant.getNano();
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS), (nanos + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO);
    }
}

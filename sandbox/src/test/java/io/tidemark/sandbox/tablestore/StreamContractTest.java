package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.StreamStatus;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sandbox.tablestore.table.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four stream operations, as the official client sees them. */
final class StreamContractTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final long START_MICROS = START.getEpochSecond() * 1_000_000;

    private final TurnedClock clock = new TurnedClock(START);
    private TablestoreServer server;
    private SyncClient client;

    @BeforeEach
    void start() throws IOException {
        server = TablestoreServer.start(TablestoreOptions.of(clock).withStreamCaps(new StreamCaps(50, 1 << 20)));
        client = Clients.of(server);
        Samples.create(client);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void everyKindOfChangeIsARecord() {
        Samples.write(client, "a", 1);
        RowUpdateChange update = new RowUpdateChange(Samples.TABLE, Samples.key("a"));
        update.put("w", ColumnValue.fromString("x"), 77);
        update.deleteColumn("gone", 5);
        update.deleteColumns("all");
        update.increment(new Column("v", ColumnValue.fromLong(41)));
        client.updateRow(new UpdateRowRequest(update));
        client.deleteRow(new DeleteRowRequest(new RowDeleteChange(Samples.TABLE, Samples.key("a"))));

        List<StreamRecord> records = Streams.all(client, streamId(), onlyShard());

        assertThat(records)
                .extracting(StreamRecord::getRecordType)
                .containsExactly(
                        StreamRecord.RecordType.PUT, StreamRecord.RecordType.UPDATE, StreamRecord.RecordType.DELETE);
        assertThat(records).allMatch(record -> record.getPrimaryKey().equals(Samples.key("a")));
        List<RecordColumn> put = records.get(0).getColumns();
        assertThat(put).hasSize(1);
        assertThat(put.get(0).getColumn().getTimestamp()).isEqualTo(START.toEpochMilli());
        List<RecordColumn> updated = records.get(1).getColumns();
        assertThat(updated)
                .extracting(RecordColumn::getColumnType)
                .containsExactly(
                        RecordColumn.ColumnType.PUT,
                        RecordColumn.ColumnType.DELETE_ONE_VERSION,
                        RecordColumn.ColumnType.DELETE_ALL_VERSION,
                        RecordColumn.ColumnType.PUT);
        assertThat(updated.get(0).getColumn().getTimestamp()).isEqualTo(77);
        assertThat(updated.get(3).getColumn().getValue().asLong()).isEqualTo(42);
        assertThat(records.get(2).getColumns()).isEmpty();
    }

    @Test
    void theOrderRisesStrictlyAlsoWhenTheClockIsTurnedBack() {
        for (int i = 0; i < 3; i++) {
            Samples.write(client, "a", i);
            clock.turn(Duration.ofMillis(-1));
        }
        clock.turn(Duration.ofHours(1));
        Samples.write(client, "a", 3);

        List<StreamRecord> records = Streams.all(client, streamId(), onlyShard());

        assertThat(records)
                .extracting(record -> record.getSequenceInfo().getTimestamp() - START_MICROS)
                .containsExactly(0L, 0L, 0L, Duration.ofHours(1).toNanos() / 1000 - 3000);
        assertThat(records)
                .extracting(record -> record.getSequenceInfo().getRowIndex())
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void anIteratorIsAPlaceThatStays() {
        for (int i = 0; i < 10; i++) {
            Samples.write(client, "k" + i, i);
        }
        String first = Streams.iterator(client, streamId(), onlyShard());
        List<String> pages = new ArrayList<>();
        String iterator = first;
        for (int i = 0; i < 10; i++) {
            GetStreamRecordResponse response = Streams.read(client, iterator, 1);
            assertThat(response.getMayMoreRecord()).isTrue();
            pages.add(response.getRecords().toString());
            iterator = response.getNextShardIterator();
        }
        GetStreamRecordResponse end = Streams.read(client, iterator, 1);
        assertThat(end.getRecords()).isEmpty();
        assertThat(end.getMayMoreRecord()).isFalse();
        assertThat(end.getNextShardIterator()).isEqualTo(iterator);

        assertThat(Streams.read(client, first, 4).getNextShardIterator())
                .isEqualTo(Streams.read(client, Streams.read(client, first, 3).getNextShardIterator(), 1)
                        .getNextShardIterator());
        assertThat(Streams.read(client, first, 1).getRecords()).hasToString(pages.get(0));
        assertThat(Streams.read(client, first, 7).getRecords()).hasSize(7);
    }

    @Test
    void theCapOfTheServerEndsAPage() {
        for (int i = 0; i < 60; i++) {
            Samples.write(client, "k" + i, i);
        }
        String first = Streams.iterator(client, streamId(), onlyShard());
        GetStreamRecordResponse page = Streams.read(client, first, 1000);
        assertThat(page.getRecords()).hasSize(50);
        assertThat(Streams.read(client, page.getNextShardIterator(), 1000).getRecords())
                .hasSize(10);
    }

    @Test
    void aPageEndsBeforeTheCapInBytes() {
        for (int i = 0; i < 3; i++) {
            RowUpdateChange big = new RowUpdateChange(Samples.TABLE, Samples.key("k" + i));
            big.put("b", ColumnValue.fromBinary(new byte[700_000]));
            client.updateRow(new UpdateRowRequest(big));
        }
        String iterator = Streams.iterator(client, streamId(), onlyShard());
        for (int i = 0; i < 3; i++) {
            GetStreamRecordResponse page = Streams.read(client, iterator, 1000);
            assertThat(page.getRecords()).hasSize(1);
            iterator = page.getNextShardIterator();
        }
    }

    @Test
    void anIteratorOfATimeIsBeforeTheFirstRecordOfThatTime() {
        for (int i = 0; i < 3; i++) {
            Samples.write(client, "k" + i, i);
            clock.turn(Duration.ofSeconds(1));
        }
        assertThat(keysFrom(START_MICROS - 1)).containsExactly("k0", "k1", "k2");
        assertThat(keysFrom(START_MICROS)).containsExactly("k0", "k1", "k2");
        assertThat(keysFrom(START_MICROS + 1)).containsExactly("k1", "k2");
        assertThat(keysFrom(START_MICROS + 2_000_000)).containsExactly("k2");
        assertThat(keysFrom(START_MICROS + 2_000_001)).isEmpty();
        assertThat(keysFrom(START_MICROS + 900_000_000)).isEmpty();
    }

    @Test
    void aSplitClosesTheParentAndAMergeClosesBoth() throws IOException {
        String parent = onlyShard();
        Samples.write(client, "before", 1);
        Table table = server.store().instance("sandbox").table(Samples.TABLE);
        List<String> children = table.reshaping().split(parent);

        GetStreamRecordResponse rest = Streams.read(client, Streams.iterator(client, streamId(), parent), 100);
        assertThat(rest.getRecords()).hasSize(1);
        assertThat(rest.getNextShardIterator()).isNull();

        String merged = table.reshaping().merge(children.get(0), children.get(1));
        List<StreamShard> shards = Streams.shards(client, streamId());
        assertThat(shards)
                .extracting(StreamShard::getShardId)
                .containsExactly(parent, children.get(0), children.get(1), merged);
        assertThat(shards).extracting(StreamShard::getParentId).containsExactly(null, parent, parent, children.get(0));
        assertThat(shards)
                .extracting(StreamShard::getParentSiblingId)
                .containsExactly(null, null, null, children.get(1));
        assertThat(Streams.read(client, Streams.iterator(client, streamId(), children.get(0)), 100)
                        .getNextShardIterator())
                .isNull();
        Samples.write(client, "after", 2);
        assertThat(Streams.all(client, streamId(), merged)).hasSize(1);
    }

    @Test
    void shardsAreDescribedInPages() throws IOException {
        Table table = server.store().instance("sandbox").table(Samples.TABLE);
        table.reshaping().split(onlyShard());
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            DescribeStreamRequest request = new DescribeStreamRequest(streamId());
            request.setShardLimit(2);
            if (next != null) {
                request.setInclusiveStartShardId(next);
            }
            DescribeStreamResponse page = client.describeStream(request);
            assertThat(page.getStatus()).isEqualTo(StreamStatus.ACTIVE);
            assertThat(page.getTableName()).isEqualTo(Samples.TABLE);
            assertThat(page.getExpirationTime()).isEqualTo(24);
            assertThat(page.getCreationTime()).isEqualTo(START_MICROS);
            page.getShards().forEach(shard -> ids.add(shard.getShardId()));
            next = page.getNextShardId();
        } while (next != null);
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void whatExpiredIsTrimmed() throws IOException {
        Samples.write(client, "old", 1);
        String shard = onlyShard();
        String old = Streams.iterator(client, streamId(), shard);
        clock.turn(Duration.ofHours(25));
        Samples.write(client, "new", 2);

        assertThatThrownBy(() -> Streams.read(client, old, 1)).isInstanceOfSatisfying(TableStoreException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo("OTSTrimmedDataAccess");
            assertThat(e.getHttpStatus()).isEqualTo(404);
            assertThat(e.getMessage()).isEqualTo("Requested stream data is already trimmed or does not exist.");
        });
        assertThat(keysFrom(START_MICROS)).containsExactly("new");
        assertThat(Streams.all(client, streamId(), shard)).hasSize(1);

        List<String> children = server.store()
                .instance("sandbox")
                .table(Samples.TABLE)
                .reshaping()
                .split(shard);
        clock.turn(Duration.ofHours(25));
        assertThat(Streams.shards(client, streamId()))
                .as("a closed shard without records is forgotten, its children still name it")
                .extracting(StreamShard::getShardId, StreamShard::getParentId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(children.get(0), shard),
                        org.assertj.core.groups.Tuple.tuple(children.get(1), shard));
        assertRefused("OTSTrimmedDataAccess", () -> Streams.iterator(client, streamId(), shard));
    }

    @Test
    void aTrimOnRequestMakesRecordsExpireAtOnce() throws IOException {
        Samples.write(client, "old", 1);
        String old = Streams.iterator(client, streamId(), onlyShard());
        server.store().instance("sandbox").table(Samples.TABLE).reshaping().trim(onlyShard());
        assertRefused("OTSTrimmedDataAccess", () -> Streams.read(client, old, 1));
        Samples.write(client, "new", 2);
        assertThat(Streams.all(client, streamId(), onlyShard())).hasSize(1);
    }

    @Test
    void aStreamThatIsEnabledAnewBeginsAtThePresentEnd() {
        Samples.write(client, "a", 1);
        String before = streamId();
        String iterator = Streams.iterator(client, before, onlyShard());
        setStream(new StreamSpecification(false));
        assertThat(client.listStream(new ListStreamRequest(Samples.TABLE)).getStreams())
                .isEmpty();
        assertRefused("OTSTrimmedDataAccess", () -> Streams.read(client, iterator, 1));
        Samples.write(client, "unseen", 2);
        clock.turn(Duration.ofMinutes(1));
        setStream(new StreamSpecification(true, 168));
        Samples.write(client, "seen", 3);

        assertThat(streamId()).isNotEqualTo(before);
        assertThat(Streams.all(client, streamId(), onlyShard())).hasSize(1);
        assertRefused("OTSTrimmedDataAccess", () -> Streams.read(client, iterator, 1));
        assertRefused("OTSObjectNotExist", () -> Streams.shards(client, before));
        assertThat(Samples.value(client, "unseen")).isEqualTo(2);
    }

    @Test
    void originColumnsGoWithARecordThatChangesThem() {
        StreamSpecification stream = new StreamSpecification(true, 24);
        stream.addOriginColumnsToGet("v");
        setStream(stream);
        Samples.write(client, "a", 1);
        Samples.write(client, "a", 2);
        List<StreamRecord> records = Streams.all(client, streamId(), onlyShard());
        assertThat(records.get(0).getOriginColumns()).isEmpty();
        assertThat(records.get(1).getOriginColumns()).hasSize(1);
        assertThat(records.get(1)
                        .getOriginColumns()
                        .get(0)
                        .getColumn()
                        .getValue()
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void wrongNamesAreRefused() {
        assertRefused("OTSObjectNotExist", () -> Streams.shards(client, "nothing_1"));
        assertRefused("OTSParameterInvalid", () -> Streams.shards(client, "x".repeat(256)));
        assertRefused("OTSTrimmedDataAccess", () -> Streams.iterator(client, streamId(), "nothing"));
        assertRefused("OTSParameterInvalid", () -> Streams.read(client, "nothing", 1));
        Samples.write(client, "a", 1);
        String iterator = Streams.iterator(client, streamId(), onlyShard());
        String between = iterator.substring(0, iterator.lastIndexOf('.')) + ".3";
        assertRefused("OTSParameterInvalid", () -> Streams.read(client, between, 1));
        String behind = iterator.substring(0, iterator.lastIndexOf('.')) + ".ffffff";
        assertRefused("OTSTrimmedDataAccess", () -> Streams.read(client, behind, 1));
    }

    private List<String> keysFrom(long micros) {
        GetShardIteratorRequest request = new GetShardIteratorRequest(streamId(), onlyShard());
        request.setTimestamp(micros);
        return Streams.read(client, client.getShardIterator(request).getShardIterator(), 100).getRecords().stream()
                .map(record -> record.getPrimaryKey()
                        .getPrimaryKeyColumn("pk")
                        .getValue()
                        .asString())
                .toList();
    }

    private void setStream(StreamSpecification stream) {
        UpdateTableRequest request = new UpdateTableRequest(Samples.TABLE);
        request.setStreamSpecification(stream);
        client.updateTable(request);
    }

    private String streamId() {
        return Streams.id(client, Samples.TABLE);
    }

    private String onlyShard() {
        return Streams.shards(client, streamId()).get(0).getShardId();
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TableStoreException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}

package io.tidemark.tablestore;

import static io.tidemark.tablestore.Sandbox.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sync.Cell;
import io.tidemark.sync.Shard;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.StreamInfo;
import io.tidemark.sync.StreamPage;
import io.tidemark.sync.StreamRecord;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.ValueType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reader relies on, through the connector against a server. */
class StreamSourceContractTest {
    private static final long NOW = Sandbox.START.toEpochMilli();

    private Sandbox sandbox;
    private StreamSource source;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(options -> options);
        source = Sandbox.open(sandbox.source(), 2);
    }

    @AfterEach
    void stop() {
        source.close();
        sandbox.close();
    }

    private ShardId onlyShard() {
        List<Shard> shards = source.shards();
        assertThat(shards).hasSize(1);
        return shards.get(0).id();
    }

    private static List<StreamRecord> drain(StreamSource source, @Nullable ShardIterator from) {
        List<StreamRecord> records = new ArrayList<>();
        ShardIterator position = from;
        while (position != null) {
            StreamPage page = source.read(position, 0);
            records.addAll(page.records());
            position = page instanceof StreamPage.Records more ? more.next() : null;
        }
        return records;
    }

    private static List<String> ids(List<StreamRecord> records) {
        return records.stream().map(r -> (String) r.primaryKey().get(0).value()).toList();
    }

    @Test
    void aStreamSaysWhatItIs() {
        sandbox.createTable(true);
        StreamInfo info = source.stream();
        assertThat(info.retention()).isEqualTo(Duration.ofHours(24));
        assertThat(info.createdAt()).isEqualTo(Sandbox.START);
        assertThat(info.primaryKey()).containsExactly("id", "line");
        assertThat(info.types()).containsOnly(Map.entry("id", ValueType.TEXT), Map.entry("line", ValueType.INTEGER));
        assertThat(info.oldValues()).isEmpty();
        assertThat(info.streamId()).isNotEmpty();
    }

    @Test
    void everyChangeComesWithItsCells() {
        sandbox.createTable(true);
        RowPutChange put = new RowPutChange(Sandbox.TABLE, Sandbox.key("a"));
        put.addColumn(new Column("s", ColumnValue.fromString("größe 👍")));
        put.addColumn(new Column("l", ColumnValue.fromLong(-7)));
        put.addColumn(new Column("d", ColumnValue.fromDouble(1.5)));
        put.addColumn(new Column("b", ColumnValue.fromBoolean(true)));
        put.addColumn(new Column("x", ColumnValue.fromBinary(new byte[] {0, -1})));
        sandbox.client.putRow(new PutRowRequest(put));
        RowUpdateChange update = new RowUpdateChange(Sandbox.TABLE, Sandbox.key("a"));
        update.put(new Column("s", ColumnValue.fromString("")));
        update.deleteColumns("l");
        update.deleteColumn("d", 1);
        sandbox.client.updateRow(new UpdateRowRequest(update));
        sandbox.client.deleteRow(new DeleteRowRequest(new RowDeleteChange(Sandbox.TABLE, Sandbox.key("a"))));

        List<StreamRecord> records = drain(source, source.seek(onlyShard(), null));
        assertThat(records)
                .extracting(StreamRecord::operation)
                .containsExactly(
                        StreamRecord.Operation.PUT, StreamRecord.Operation.UPDATE, StreamRecord.Operation.DELETE);
        assertThat(records).isSortedAccordingTo(java.util.Comparator.comparing(StreamRecord::sequence));
        assertThat(records.get(0).sequence().instant()).isEqualTo(Sandbox.START);
        assertThat(records)
                .allSatisfy(r -> assertThat(r.primaryKey()).containsExactly(Cell.key("id", "a"), Cell.key("line", 1L)));
        assertThat(records.get(0).cells().subList(0, 4))
                .containsExactly(
                        Cell.put("s", "größe 👍", NOW),
                        Cell.put("l", -7L, NOW),
                        Cell.put("d", 1.5, NOW),
                        Cell.put("b", true, NOW));
        assertThat((byte[]) records.get(0).cells().get(4).value()).containsExactly(0, -1);
        assertThat(records.get(1).cells())
                .containsExactly(
                        Cell.put("s", "", NOW),
                        new Cell("l", Cell.Operation.DELETE_ALL_VERSIONS, null, Cell.NO_VERSION),
                        new Cell("d", Cell.Operation.DELETE_ONE_VERSION, null, 1));
        assertThat(records.get(2).cells()).isEmpty();
        assertThat(records).allSatisfy(r -> assertThat(r.bytes()).isBetween(50, 400));
    }

    @Test
    void pagesEndAtTheTailAndGoOnLater() {
        sandbox.createTable(true);
        for (int i = 0; i < 5; i++) {
            sandbox.write("k" + i);
        }
        ShardIterator first = source.seek(onlyShard(), null);
        StreamPage two = source.read(first, 2);
        assertThat(ids(two.records())).containsExactly("k0", "k1");
        assertThat(ids(source.read(first, 2).records())).as("read again").containsExactly("k0", "k1");
        StreamPage rest = source.read(((StreamPage.Records) two).next(), 0);
        assertThat(ids(rest.records())).containsExactly("k2", "k3", "k4");
        StreamPage tail = source.read(((StreamPage.Records) rest).next(), 0);
        assertThat(tail).isInstanceOf(StreamPage.CaughtUp.class);
        sandbox.write("later");
        assertThat(ids(source.read(((StreamPage.CaughtUp) tail).next(), 0).records()))
                .containsExactly("later");
    }

    @Test
    void seekingFindsTheFirstRecordThatIsNotEarlier() {
        sandbox.createTable(true);
        sandbox.write("early");
        sandbox.turn(Duration.ofMinutes(10));
        sandbox.write("late");
        ShardId shard = onlyShard();
        assertThat(ids(drain(source, source.seek(shard, Sandbox.START)))).containsExactly("early", "late");
        assertThat(ids(drain(source, source.seek(shard, Sandbox.START.plus(Duration.ofMinutes(5))))))
                .containsExactly("late");
        assertThat(ids(drain(source, source.seek(shard, Sandbox.START.plus(Duration.ofMinutes(10))))))
                .containsExactly("late");
        assertThat(drain(
                        source,
                        source.seek(
                                shard,
                                Sandbox.START.plus(Duration.ofMinutes(10)).plusNanos(1))))
                .isEmpty();
    }

    @Test
    void aSplitEndsTheParentAndNamesItInTheChildren() throws IOException {
        sandbox.createTable(true);
        sandbox.write("a");
        sandbox.write("z");
        ShardId parent = onlyShard();
        var reshaping =
                sandbox.server.store().instance("sandbox").table(Sandbox.TABLE).reshaping();
        List<String> children = reshaping.split(parent.value());
        sandbox.write("b");
        StreamPage end = source.read(source.seek(parent, null), 0);
        while (end instanceof StreamPage.Records more) {
            end = source.read(more.next(), 0);
        }
        assertThat(end).isInstanceOf(StreamPage.ShardEnd.class);
        String merged = reshaping.merge(children.get(0), children.get(1));
        assertThat(source.shards())
                .contains(
                        new Shard(parent, List.of()),
                        new Shard(new ShardId(children.get(0)), List.of(parent)),
                        new Shard(new ShardId(children.get(1)), List.of(parent)));
        Shard child = source.shards().stream()
                .filter(s -> s.id().value().equals(merged))
                .findFirst()
                .orElseThrow();
        assertThat(child.parents())
                .containsExactlyInAnyOrder(new ShardId(children.get(0)), new ShardId(children.get(1)));
    }

    @Test
    void everyShardOfATableIsListedAndReadOnce() throws IOException {
        try (Sandbox wide =
                new Sandbox(options -> options.withInitialShards(8).withStreamCaps(new StreamCaps(7, 1 << 20)))) {
            wide.createTable(true);
            Set<String> written = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                String id = Integer.toHexString(i * 7919) + "-" + i;
                wide.write(id);
                written.add(id);
            }
            try (StreamSource many = Sandbox.open(wide.source(), 2)) {
                List<String> read = new ArrayList<>();
                many.shards().forEach(s -> read.addAll(ids(drain(many, many.seek(s.id(), null)))));
                assertThat(many.shards()).hasSize(8);
                assertThat(read).containsExactlyInAnyOrderElementsOf(written);
            }
        }
    }

    @Test
    void whatExpiredIsALimit() {
        sandbox.createTable(true);
        sandbox.write("old");
        ShardIterator old = source.seek(onlyShard(), null);
        sandbox.turn(Duration.ofHours(25));
        sandbox.write("new");
        assertFailure(() -> source.read(old, 0), FailureKind.LIMIT, "RECORDS_EXPIRED");
        assertThat(ids(drain(source, source.seek(onlyShard(), null)))).containsExactly("new");
    }

    @Test
    void mistakesOfTheUserAreNamed() {
        assertFailure(source::stream, FailureKind.USER, "TABLE_NOT_FOUND");
        assertFailure(source::shards, FailureKind.USER, "TABLE_NOT_FOUND");
        sandbox.createTable(false);
        assertFailure(source::stream, FailureKind.USER, "STREAM_OFF");
        try (StreamSource wrongKey = Sandbox.open(Sandbox.source(sandbox.server.endpoint(), "wrong"), 30)) {
            assertFailure(wrongKey::stream, FailureKind.USER, "ACCESS_DENIED");
        }
        assertFailure(
                () -> Sandbox.open(Sandbox.source("http://127.0.0.1:1/path", "x"), 30),
                FailureKind.USER,
                "ENDPOINT_INVALID");
    }

    @Test
    void anEndpointWhereNobodyListensIsSoonGivenUp() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (StreamSource nowhere = Sandbox.open(Sandbox.source("http://127.0.0.1:" + port, "x"), 1)) {
            assertFailure(nowhere::stream, FailureKind.EXTERNAL, "SOURCE_UNREACHABLE");
        }
    }

    @Test
    void closingTwiceAndWhileInterruptedLeavesNoThread() {
        StreamSource other = Sandbox.open(sandbox.source(), 0);
        Thread.currentThread().interrupt();
        other.close();
        other.close();
        assertThat(Thread.interrupted()).as("the mark is kept").isTrue();
    }
}

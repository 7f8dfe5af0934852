package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorResponse;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.StreamShard;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers of streams see of small pages, of shards that change, and of a clock that is turned. */
final class StreamFaultTest {

    private final VirtualClock clock = new VirtualClock(() -> Instant.parse("2026-11-22T02:00:00Z"));
    private final Faults faults = new Faults(1, time -> {});
    private TablestoreServer server;
    private SyncClient client;
    private String stream;

    @BeforeEach
    void start() throws Exception {
        server = TablestoreServer.start(
                TablestoreOptions.of(clock).withFaults(faults).withInitialShards(3));
        client = Clients.of(server);
        Samples.create(client);
        stream = Streams.id(client, Samples.TABLE);
        for (int i = 0; i < 30; i++) {
            Samples.write(client, "row" + i, i);
        }
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    private void strike(Operation operation, String fault, int call) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)).call(call));
    }

    private String shard(int index) {
        return Streams.shards(client, stream).get(index).getShardId();
    }

    @Test
    void shardsAreToldOnePageAfterTheOther() {
        faults.add(FaultRule.on(Operation.DESCRIBE_STREAM, FaultText.parse("pages=2")));
        DescribeStreamResponse first = client.describeStream(new DescribeStreamRequest(stream));
        assertThat(first.getShards()).hasSize(2);
        DescribeStreamRequest more = new DescribeStreamRequest(stream);
        more.setInclusiveStartShardId(first.getNextShardId());
        DescribeStreamResponse second = client.describeStream(more);
        assertThat(second.getShards()).hasSize(1);
        assertThat(second.getNextShardId()).isNull();
    }

    @Test
    void recordsComeInSmallPagesAndNoneIsMissing() {
        faults.add(FaultRule.on(Operation.GET_STREAM_RECORD, FaultText.parse("pages=3")));
        String iterator = Streams.iterator(client, stream, shard(0));
        GetStreamRecordResponse page = Streams.read(client, iterator, 1000);
        assertThat(page.getRecords()).hasSize(3);
        int all = 0;
        for (int i = 0; i < 3; i++) {
            all += Streams.all(client, stream, shard(i)).size();
        }
        assertThat(all).isEqualTo(30);
    }

    @Test
    void anIteratorComesAfterItsTokensAndIsTheOneForTheTimeThatWasAskedFor() {
        String plain = seek(null).getShardIterator();
        faults.add(FaultRule.on(Operation.GET_SHARD_ITERATOR, FaultText.parse("pages=2")));
        GetShardIteratorResponse first = seek(null);
        assertThat(first.getShardIterator()).isNull();
        GetShardIteratorResponse second = seek(first.getNextToken());
        assertThat(second.getShardIterator()).isNull();
        faults.clear();
        GetShardIteratorResponse third = seek(second.getNextToken());
        assertThat(third.getShardIterator()).isEqualTo(plain);
        assertThat(third.getNextToken()).isNull();
        assertThatThrownBy(() -> seek("nonsense"))
                .isInstanceOf(TableStoreException.class)
                .hasMessage("Invalid token.");
    }

    /** The token is enough: the time is asked for only in the first of the calls. */
    private GetShardIteratorResponse seek(String token) {
        GetShardIteratorRequest request = new GetShardIteratorRequest(stream, shard(0));
        if (token == null) {
            request.setTimestamp(Instant.parse("2026-11-22T03:00:00Z").toEpochMilli() * 1000);
        } else {
            request.setToken(token);
        }
        return client.getShardIterator(request);
    }

    @Test
    void aShardSplitsUnderItsReader() {
        String parent = shard(1);
        String iterator = Streams.iterator(client, stream, parent);
        strike(Operation.GET_STREAM_RECORD, "shards=split", 2);
        GetStreamRecordResponse before = Streams.read(client, iterator, 1);
        GetStreamRecordResponse after = Streams.read(client, before.getNextShardIterator(), 1000);
        assertThat(after.getNextShardIterator()).isNull();
        List<StreamShard> children = Streams.shards(client, stream).stream()
                .filter(shard -> parent.equals(shard.getParentId()))
                .toList();
        assertThat(children).hasSize(2);
        assertThat(children).allMatch(child -> child.getParentSiblingId() == null);
    }

    @Test
    void twoShardsMergeUnderTheWriter() {
        strike(Operation.PUT_ROW, "shards=merge", 1);
        List<StreamShard> before = Streams.shards(client, stream);
        Samples.write(client, "one more", 1);
        List<StreamShard> after = Streams.shards(client, stream);
        assertThat(after).hasSize(4);
        StreamShard child = after.get(3);
        assertThat(child.getParentId()).isEqualTo(before.get(0).getShardId());
        assertThat(child.getParentSiblingId()).isEqualTo(before.get(1).getShardId());
        assertThat(allRecords()).isEqualTo(31);
    }

    @Test
    void whatAShardHoldsExpiresUnderItsReader() {
        String iterator = Streams.iterator(client, stream, shard(0));
        strike(Operation.GET_STREAM_RECORD, "shards=expire", 2);
        String next = Streams.read(client, iterator, 1).getNextShardIterator();
        assertThatThrownBy(() -> Streams.read(client, next, 1))
                .isInstanceOfSatisfying(
                        TableStoreException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("OTSTrimmedDataAccess"));
        assertThat(Streams.all(client, stream, shard(0))).isEmpty();
        assertThat(Streams.all(client, stream, shard(1))).isNotEmpty();
    }

    @Test
    void aChangeThatCannotBeLeavesTheCallAlone() {
        String shard = shard(0);
        String iterator = Streams.iterator(client, stream, shard);
        faults.add(FaultRule.on(Operation.GET_STREAM_RECORD, FaultText.parse("shards=split")));
        assertThat(Streams.read(client, iterator, 1000).getNextShardIterator()).isNull();
        assertThat(Streams.read(client, iterator, 1000).getRecords()).isNotEmpty();
        assertThat(Streams.shards(client, stream)).hasSize(5);
    }

    @Test
    void theOldestRecordsGoUnderTheirReader() {
        String shard = shard(0);
        int records = Streams.all(client, stream, shard).size();
        String iterator = Streams.iterator(client, stream, shard);
        strike(Operation.GET_STREAM_RECORD, "trim=2", 2);
        GetStreamRecordResponse first = Streams.read(client, iterator, 1);
        assertThatThrownBy(() -> Streams.read(client, first.getNextShardIterator(), 1))
                .isInstanceOfSatisfying(
                        TableStoreException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("OTSTrimmedDataAccess"));
        assertThat(Streams.all(client, stream, shard)).hasSize(records - 2);
        int all = allRecords();
        strike(Operation.PUT_ROW, "trim=1", 1);
        Samples.write(client, "one more", 1);
        assertThat(allRecords()).isEqualTo(all - 3 + 1);
    }

    private int allRecords() {
        return Streams.shards(client, stream).stream()
                .mapToInt(
                        shard -> Streams.all(client, stream, shard.getShardId()).size())
                .sum();
    }

    @Test
    void theOldestRecordsOfAShardCanBeTrimmedAlone() throws Exception {
        String shard = shard(2);
        int records = Streams.all(client, stream, shard).size();
        var reshaping = server.store().instance("sandbox").table(Samples.TABLE).reshaping();
        reshaping.trimOldest(shard, 2);
        assertThat(Streams.all(client, stream, shard)).hasSize(records - 2);
        reshaping.trimOldest(shard, 1000);
        assertThat(Streams.all(client, stream, shard)).isEmpty();
    }

    @Test
    void aJumpOfTheClockLetsRecordsExpire() {
        String shard = shard(0);
        String iterator = Streams.iterator(client, stream, shard);
        clock.jump(Duration.ofHours(23));
        assertThat(Streams.read(client, iterator, 1).getRecords()).hasSize(1);
        clock.jump(Duration.ofHours(2));
        assertThatThrownBy(() -> Streams.read(client, iterator, 1))
                .isInstanceOfSatisfying(
                        TableStoreException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("OTSTrimmedDataAccess"));
        assertThat(Streams.all(client, stream, shard)).isEmpty();
    }
}

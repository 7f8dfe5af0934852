package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.tidemark.LiveWorld.Ran;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import io.tidemark.sandbox.tablestore.table.ShardEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of more than a thousand shards, many of them closed, listed in pages and sought in several steps. */
final class ManyShardsTest {
    private static final String TABLE = "readings";
    private static final int SHARDS = 256;
    private static final int KEYS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void everyChangeOfEveryShardArrivesOnce() throws Exception {
        try (LiveWorld world = new LiveWorld(folder, SHARDS, StreamCaps.DEFAULT)) {
            world.at(world.minute(6));
            Set<String> written = new TreeSet<>(List.of("k0", "k1", "k2", "k3", "k4"));
            for (int generation = 0; generation < 3; generation++) {
                written.addAll(write(world, generation));
                splitAll(world.reshaping(TABLE));
            }
            written.addAll(write(world, 3));
            assertThat(world.reshaping(TABLE).shards()).hasSizeGreaterThan(3_000);
            world.faults.add(FaultRule.on(Operation.DESCRIBE_STREAM, new Fault.SmallPages(100)));
            world.faults.add(FaultRule.on(Operation.GET_SHARD_ITERATOR, new Fault.SmallPages(2)));
            Path script = Files.writeString(
                    folder.resolve("many.json"),
                    LiveWorld.script(false).replace("\"concurrent\": 1", "\"concurrent\": 16"));

            Ran ran = world.run(
                            "run",
                            script.toString(),
                            "--json",
                            "-p",
                            "start=" + world.minute(0).toEpochMilli(),
                            "-p",
                            "end=" + world.minute(7).toEpochMilli())
                    .ok();

            assertThat(ran.json().path("written").asInt()).isEqualTo(written.size());
            assertThat(world.rows()).containsExactlyElementsOf(written);
            assertThat(ran.err()).contains(" further shards; ");
        }
    }

    private static Set<String> write(LiveWorld world, int generation) {
        Set<String> keys = new HashSet<>();
        for (int from = 0; from < KEYS; from += 200) {
            BatchWriteRowRequest batch = new BatchWriteRowRequest();
            for (int i = from; i < from + 200; i++) {
                String key = generation + "-" + i;
                keys.add(key);
                RowPutChange put = new RowPutChange(
                        TABLE,
                        PrimaryKeyBuilder.createPrimaryKeyBuilder()
                                .addPrimaryKeyColumn("h", PrimaryKeyValue.fromString(key))
                                .build());
                put.addColumn("n", ColumnValue.fromLong(i));
                batch.addRowChange(put);
            }
            assertThat(world.client().batchWriteRow(batch).isAllSucceed()).isTrue();
        }
        return keys;
    }

    private static void splitAll(Reshaping reshaping) throws Exception {
        for (ShardEntry shard : reshaping.shards()) {
            if (shard.isOpen()) {
                reshaping.split(shard.id());
            }
        }
    }
}

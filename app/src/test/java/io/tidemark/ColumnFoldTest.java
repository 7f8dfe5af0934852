package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import io.tidemark.sandbox.tablestore.operation.StreamCaps;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import io.tidemark.sandbox.tablestore.table.ShardEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any operations on a table whose shards split and merge, in windows of any length, read in pages of any size: the rows of the
 * column mode, folded in the order of the stream, are the table.
 */
final class ColumnFoldTest {
    private static final String TABLE = "folded";
    private static final int WINDOWS = 6;
    private static final int KEYS = 12;

    @TempDir
    private Path folder;

    private Random random = new Random();
    private Instant now = Instant.EPOCH;

    static List<Long> seeds() {
        return new Random().longs(4).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void foldingTheRowsYieldsTheTable(long seed) throws Exception {
        random = new Random(seed);
        StreamCaps caps = new StreamCaps(1 + random.nextInt(20), 1 << 20);
        try (LiveWorld world = new LiveWorld(folder, 1 + random.nextInt(3), caps)) {
            now = world.begin;
            world.at(now);
            createTable(world);
            Path script = script();
            Instant start = now;
            for (int window = 0; window < WINDOWS; window++) {
                reshape(world.reshaping(TABLE));
                for (int i = random.nextInt(60); i > 0; i--) {
                    now = now.plusMillis(1 + random.nextInt(500));
                    world.at(now);
                    change(world);
                }
                now = now.plusMillis(1);
                sync(world, script, start, now);
                start = now;
            }
            assertThat(folded(world.ask("SELECT * FROM folded_copy;")))
                    .as("seed %d", seed)
                    .isEqualTo(table(world));
        }
    }

    private static void createTable(LiveWorld world) {
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("id", PrimaryKeyType.STRING);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        world.client().createTable(create);
    }

    private void change(LiveWorld world) {
        PrimaryKey key = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromString(key()))
                .build();
        int dice = random.nextInt(20);
        if (dice < 4) {
            world.client().deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key)));
        } else if (dice < 10) {
            RowPutChange put = new RowPutChange(TABLE, key);
            columns().forEach(name -> put.addColumn(name, value()));
            world.client().putRow(new PutRowRequest(put));
        } else {
            RowUpdateChange update = new RowUpdateChange(TABLE, key);
            List<String> names = columns();
            names.forEach(name -> {
                if (random.nextInt(4) == 0) {
                    update.deleteColumns(name);
                } else {
                    update.put(new Column(name, value()));
                }
            });
            if (!names.isEmpty()) {
                world.client().updateRow(new UpdateRowRequest(update));
            }
        }
    }

    private String key() {
        return Integer.toHexString(random.nextInt(KEYS) * 1_000_003);
    }

    /** Some of the columns, in some order. */
    private List<String> columns() {
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
        java.util.Collections.shuffle(names, random);
        return names.subList(0, random.nextInt(names.size() + 1));
    }

    private ColumnValue value() {
        return ColumnValue.fromString("v" + random.nextInt(1_000_000));
    }

    private void reshape(Reshaping reshaping) throws IOException {
        String shard = reshaping.firstOpen();
        if (random.nextBoolean()) {
            reshaping.split(shard);
        } else if (reshaping.shards().stream().filter(ShardEntry::isOpen).count() > 1) {
            reshaping.merge(shard, reshaping.neighbour(shard));
        }
    }

    private static void sync(LiveWorld world, Path script, Instant from, Instant to) {
        world.run(
                        "run",
                        script.toString(),
                        "--wait",
                        "-p",
                        "start=" + from.toEpochMilli(),
                        "-p",
                        "end=" + to.toEpochMilli())
                .ok();
    }

    private Path script() throws IOException {
        return Files.writeString(folder.resolve("folded.json"), """
                {"type": "job", "version": "2.0",
                 "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {
                    "datasource": "ots", "table": "folded", "statusTable": "status", "isExportSequenceInfo": true,
                    "startTimestampMillis": "${start}", "endTimestampMillis": "${end}"}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {
                    "datasource": "odps", "table": "folded_copy", "createTable": true, "truncate": false,
                    "emptyAsNull": false, "column": ["*"]}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {"record": 0}, "speed": {"concurrent": %d}}}
                """.formatted(1 + random.nextInt(4)));
    }

    /** Rows of {@code id, colName, version, value, opType, sequenceInfo} as the table that they make. */
    private static SortedMap<String, Map<String, String>> folded(List<List<String>> rows) {
        List<List<String>> inOrder = new ArrayList<>(rows);
        inOrder.sort(Comparator.comparing(row -> row.get(5)));
        SortedMap<String, Map<String, String>> table = new TreeMap<>();
        for (List<String> row : inOrder) {
            Map<String, String> columns = table.computeIfAbsent(row.get(0), id -> new TreeMap<>());
            switch (row.get(4)) {
                case "DR" -> columns.clear();
                case "DA" -> columns.remove(row.get(1));
                case "U" -> columns.put(row.get(1), row.get(3));
                default -> throw new AssertionError(row);
            }
        }
        table.values().removeIf(Map::isEmpty);
        return table;
    }

    private static SortedMap<String, Map<String, String>> table(LiveWorld world) {
        RangeRowQueryCriteria all = new RangeRowQueryCriteria(TABLE);
        all.setInclusiveStartPrimaryKey(bound(PrimaryKeyValue.INF_MIN));
        all.setExclusiveEndPrimaryKey(bound(PrimaryKeyValue.INF_MAX));
        all.setMaxVersions(1);
        SortedMap<String, Map<String, String>> table = new TreeMap<>();
        for (Row row : world.client().getRange(new GetRangeRequest(all)).getRows()) {
            Map<String, String> columns = new TreeMap<>();
            for (Column column : row.getColumns()) {
                columns.put(column.getName(), column.getValue().asString());
            }
            if (!columns.isEmpty()) {
                table.put(row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asString(), columns);
            }
        }
        return table;
    }

    private static PrimaryKey bound(PrimaryKeyValue value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", value)
                .build();
    }
}

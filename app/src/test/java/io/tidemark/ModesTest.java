package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Struct;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.LiveWorld.Ran;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes become in each mode, by the command line and the real clients, in a table that is made for them. */
final class ModesTest {
    private static final String TABLE = "events";
    private static final String ROW_MODE = "\"mode\": \"single_version_and_update_only\", ";

    @TempDir
    private Path folder;

    private LiveWorld world;
    private Instant changed;

    @BeforeEach
    void start() throws Exception {
        world = new LiveWorld(folder);
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("id", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("line", PrimaryKeyType.INTEGER);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        StreamSpecification stream = new StreamSpecification(true, 24);
        stream.addOriginColumnsToGet("v");
        create.setStreamSpecification(stream);
        world.client().createTable(create);
        changed = world.minute(0).plusSeconds(30);
        world.at(changed);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    /** The rows are those that DataX's reader makes of the same changes. */
    @Test
    void columnModeWritesARowForEachCell() throws Exception {
        change();

        Ran ran = run("\"isExportSequenceInfo\": true", "\"*\"", "").ok();

        String version = String.valueOf(changed.toEpochMilli());
        List<List<String>> rows = world.ask("SELECT * FROM events_copy;");
        assertThat(rows.stream().map(row -> row.subList(0, 6)).toList())
                .containsExactlyInAnyOrder(
                        List.of("a", "1", "\\N", "\\N", "\\N", "DR"),
                        List.of("a", "1", "v", version, "old", "U"),
                        List.of("a", "1", "w", version, "7", "U"),
                        List.of("a", "1", "v", version, "new", "U"),
                        List.of("a", "1", "w", "\\N", "\\N", "DA"),
                        List.of("a", "1", "x", "5", "\\N", "DO"),
                        List.of("a", "1", "\\N", "\\N", "\\N", "DR"));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(6)).matches("\\d{10}_\\d{20}_\\d{10}_.+:\\d{10}"));
        assertThat(ran.json().path("read").asInt()).isEqualTo(3);
        assertThat(ran.json().path("written").asInt()).isEqualTo(7);
        assertThat(ran.json().path("skipped").asInt()).isZero();
        assertThat(ran.err()).contains("made the table sandbox.events_copy (id STRING, line BIGINT, colName STRING");
    }

    @Test
    void rowModeCountsTheDeletesThatItCannotCarry() throws Exception {
        change();

        Ran ran = run(ROW_MODE + "\"column\": [{\"name\": \"id\"}, {\"name\": \"v\"}, {\"name\": \"vv\"}]", "\"*\"", "")
                .ok();

        assertThat(world.ask("SELECT * FROM events_copy;"))
                .containsExactly(List.of("a", "old", "\\N", "1"), List.of("a", "new", "\\N", "1"));
        assertThat(ran.json().path("deletes").asInt()).isOne();
        assertThat(ran.err())
                .contains("1 row deletes and 0 other changes without a row")
                .contains("columns that no change of the window has: vv")
                .contains(
                        "columns of the stream that the script does not name, and in how many changes they are: w (2)");
    }

    @Test
    void rowModeCarriesDeletesOldValuesAndConstants() throws Exception {
        change();

        run(ROW_MODE + """
                                "includeDeletes": true,
                                "column": [{"value": "${start}"}, {"value": 1.5}, {"name": "id"}, {"name": "v", "old": true},
                                           {"name": "v"}]""", "\"began\", \"factor\", \"id\", \"v_before\", \"v\", \"change\"", "")
                .ok();

        String began = String.valueOf(world.minute(0).toEpochMilli());
        assertThat(world.ask("SELECT * FROM events_copy;"))
                .containsExactly(
                        List.of(began, "1.5", "a", "\\N", "old", "PUT", "1"),
                        List.of(began, "1.5", "a", "old", "new", "UPDATE", "1"),
                        List.of(began, "1.5", "a", "new", "\\N", "DELETE", "1"));
    }

    @Test
    void moreDirtyRowsThanTheShareCommitNothing() throws Exception {
        change();
        world.ask("CREATE TABLE numbers (w BIGINT) PARTITIONED BY (ds STRING);");
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put(new Column("w", ColumnValue.fromString("many")));
        world.client().updateRow(new UpdateRowRequest(update));
        String column = ROW_MODE + "\"column\": [{\"name\": \"w\"}]";

        Ran refused = script(TABLE, "numbers", column, "\"*\"", "\"percentage\": 0.4")
                .refused(1, "1 of 2 rows do not fit", "a share of 0.4 is allowed");

        assertThat(refused.json().path("failure").path("code").asText()).isEqualTo("DIRTY_RECORDS_OVER_LIMIT");
        JsonNode dirty = refused.json().path("dirtyRecords").get(0);
        assertThat(dirty.path("key").asText()).isEqualTo("id=\"a\", line=\"1\"");
        assertThat(world.ask("SELECT * FROM numbers;")).isEmpty();

        Ran passed =
                script(TABLE, "numbers", column, "\"*\"", "\"percentage\": 0.5").ok();

        assertThat(passed.json().path("dirty").asInt()).isOne();
        assertThat(world.ask("SELECT * FROM numbers;")).hasSize(1);
    }

    /** Values at the edge of what both sides hold: none is changed on the way. */
    @Test
    void extremeRowsArriveAsTheyAre() throws Exception {
        String huge = "é".repeat(1 << 20);
        String odd = "tab\t nul\u0000 \"quote\" 👍 \u202Eright\u202C ,;|\n";
        byte[] bytes = new byte[] {0, -1, 127, -128, 10, 13};
        TableMeta meta = new TableMeta("wide");
        meta.addPrimaryKeyColumn("k1", PrimaryKeyType.BINARY);
        meta.addPrimaryKeyColumn("k2", PrimaryKeyType.INTEGER);
        meta.addPrimaryKeyColumn("k3", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("k4", PrimaryKeyType.STRING);
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        create.setStreamSpecification(new StreamSpecification(true, 24));
        world.client().createTable(create);
        PrimaryKey key = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("k1", PrimaryKeyValue.fromBinary(bytes))
                .addPrimaryKeyColumn("k2", PrimaryKeyValue.fromLong(Long.MIN_VALUE + 1))
                .addPrimaryKeyColumn("k3", PrimaryKeyValue.fromString(""))
                .addPrimaryKeyColumn("k4", PrimaryKeyValue.fromString(odd))
                .build();
        RowPutChange put = new RowPutChange("wide", key);
        put.addColumn("huge", ColumnValue.fromString(huge));
        put.addColumn("empty", ColumnValue.fromString(""));
        put.addColumn("most", ColumnValue.fromLong(Long.MAX_VALUE));
        put.addColumn("tiny", ColumnValue.fromDouble(Double.MIN_VALUE));
        put.addColumn("zero", ColumnValue.fromDouble(-0.0));
        put.addColumn("bytes", ColumnValue.fromBinary(bytes));
        put.addColumn("no", ColumnValue.fromBoolean(false));
        world.client().putRow(new PutRowRequest(put));
        List<String> names = List.of("k1", "k2", "k3", "k4", "huge", "empty", "most", "tiny", "zero", "bytes", "no");
        String columns = String.join(
                ", ", names.stream().map(name -> "{\"name\": \"" + name + "\"}").toList());
        world.ask("CREATE TABLE wide_copy (k1 BINARY, k2 BIGINT, k3 STRING, k4 STRING, huge STRING, empty STRING,"
                + " most BIGINT, tiny DOUBLE, zero DOUBLE, bytes BINARY, no BOOLEAN) PARTITIONED BY (ds STRING);");

        script("wide", "wide_copy", ROW_MODE + "\"column\": [" + columns + "]", "\"*\"", "\"record\": 0")
                .ok();

        List<Object> row = world.download("wide_copy").get(0);
        assertThat((byte[]) row.get(0)).isEqualTo(bytes);
        assertThat(row.subList(1, 9))
                .isEqualTo(
                        Arrays.asList(Long.MIN_VALUE + 1, "", odd, huge, "", Long.MAX_VALUE, Double.MIN_VALUE, -0.0));
        assertThat((byte[]) row.get(9)).isEqualTo(bytes);
        assertThat(row.get(10)).isEqualTo(false);
        assertThat(world.run("verify", folder.resolve("wide_copy.json").toString())
                        .ok()
                        .out())
                .contains("THE SAME");
    }

    /** One column of each type, filled from text; what is inside of others goes by the same rules. */
    @Test
    void everyTypeOfTheTargetIsFilledAndVerified() throws Exception {
        List<List<String>> columns = List.of(
                List.of("TINYINT", "-128"),
                List.of("SMALLINT", "32767"),
                List.of("INT", "-2147483648"),
                List.of("BIGINT", "9223372036854775807"),
                List.of("FLOAT", "0.1"),
                List.of("DOUBLE", "-0.0"),
                List.of("DECIMAL(38,18)", "12345678901234567890.123456789012345678"),
                List.of("STRING", "größe 👍"),
                List.of("VARCHAR(3)", "👍👍👍"),
                List.of("CHAR(3)", "x"),
                List.of("BINARY", "ü"),
                List.of("BOOLEAN", "true"),
                List.of("DATE", "1582-10-10"),
                List.of("DATETIME", "0001-01-01 00:00:00Z"),
                List.of("TIMESTAMP", "2026-11-22 10:05:00.123456789+08:00"),
                List.of("TIMESTAMP_NTZ", "2026-11-22 10:05:00.5"),
                List.of("JSON", "{\"b\": 1.50, \"a\": [null]}"),
                List.of("ARRAY<STRING>", "[\"\", null, \"👍\"]"),
                List.of("ARRAY<ARRAY<DECIMAL(10,2)>>", "[[1.50, 2], [], null]"),
                List.of(
                        "MAP<BIGINT,STRUCT<a:DATE,b:ARRAY<BOOLEAN>>>",
                        "{\"7\": {\"B\": [true], \"a\": \"2026-11-22\"}}"),
                List.of(
                        "STRUCT<a:CHAR(3),b:JSON,c:TIMESTAMP,d:BINARY>",
                        "{\"a\": \"x\", \"b\": {\"n\": 1.0}, \"d\": \"ü\"}"));
        RowPutChange put = new RowPutChange(TABLE, key("a", 1));
        StringBuilder create = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            put.addColumn("c" + i, ColumnValue.fromString(columns.get(i).get(1)));
            create.append(", c").append(i).append(' ').append(columns.get(i).get(0));
        }
        world.client().putRow(new PutRowRequest(put));
        world.client().putRow(new PutRowRequest(new RowPutChange(TABLE, key("b", 2))));
        world.ask("CREATE TABLE typed (id STRING" + create + ") PARTITIONED BY (ds STRING);");
        String names = IntStream.range(0, columns.size())
                .mapToObj(i -> ", {\"name\": \"c" + i + "\"}")
                .collect(Collectors.joining());

        script(TABLE, "typed", ROW_MODE + "\"column\": [{\"name\": \"id\"}" + names + "]", "\"*\"", "\"record\": 0")
                .ok();

        List<List<Object>> rows = world.download("typed").stream()
                .sorted(Comparator.comparing(written -> String.valueOf(written.get(0))))
                .toList();
        List<Object> row = rows.get(0);
        assertThat(row.subList(1, 9))
                .isEqualTo(List.of(
                        (byte) -128,
                        (short) 32767,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        0.1f,
                        -0.0,
                        new BigDecimal("12345678901234567890.123456789012345678"),
                        "größe 👍"));
        assertThat(row.subList(9, 11)).extracting(Object::toString).containsExactly("👍👍👍", "x");
        assertThat((byte[]) row.get(11)).isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
        assertThat(row.get(12)).isEqualTo(true);
        assertThat(row.get(13)).isEqualTo(LocalDate.of(1582, 10, 10));
        assertThat(((ZonedDateTime) row.get(14)).toInstant()).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(row.get(15)).isEqualTo(Instant.parse("2026-11-22T02:05:00.123456789Z"));
        assertThat(row.get(16)).isEqualTo(LocalDateTime.parse("2026-11-22T10:05:00.5"));
        assertThat(row.get(17)).hasToString("{\"b\": 1.50, \"a\": [null]}");
        assertThat(row.get(18)).isEqualTo(Arrays.asList("", null, "👍"));
        assertThat(row.get(19))
                .isEqualTo(Arrays.asList(List.of(new BigDecimal("1.50"), new BigDecimal("2")), List.of(), null));
        Struct inMap = (Struct) ((Map<?, ?>) row.get(20)).get(7L);
        assertThat(inMap.getFieldValues()).isEqualTo(List.of(LocalDate.of(2026, 11, 22), List.of(true)));
        Struct struct = (Struct) row.get(21);
        assertThat(struct.getFieldValue(0)).hasToString("x");
        assertThat(struct.getFieldValue(1)).hasToString("{\"n\": 1.0}");
        assertThat(struct.getFieldValue(2)).isNull();
        assertThat(struct.getFieldValue(3)).isEqualTo(new Binary("ü".getBytes(StandardCharsets.UTF_8)));
        assertThat(rows.get(1).subList(1, 22)).containsOnlyNulls();
        assertThat(world.run("verify", folder.resolve("typed.json").toString())
                        .ok()
                        .out())
                .contains("expected   2 rows", "THE SAME");
    }

    @Test
    void tenThousandColumnNamesGoThrough() throws Exception {
        List<RowPutChange> puts = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            RowPutChange put = new RowPutChange(TABLE, key("k" + row, row));
            int from = row * 600;
            IntStream.range(from, from + 600).forEach(i -> put.addColumn("c" + i, ColumnValue.fromLong(i)));
            puts.add(put);
        }
        puts.forEach(put -> world.client().putRow(new PutRowRequest(put)));

        Ran ran = run("\"isExportSequenceInfo\": false", "\"*\"", "").ok();

        assertThat(ran.json().path("written").asInt()).isEqualTo(20 * 601);
        assertThat(world.ask("SELECT COUNT(*) FROM events_copy;").get(0)).containsExactly("12020");

        Ran rows = script(
                        TABLE,
                        "by_row",
                        ROW_MODE + "\"column\": [{\"name\": \"id\"}, {\"name\": \"c1\"}]",
                        "\"*\"",
                        "\"record\": 0")
                .ok();

        assertThat(rows.json().path("written").asInt()).isEqualTo(20);
        assertThat(rows.err()).contains(" and 980 others or more");
    }

    /** Puts a row, changes it, deletes it. */
    private void change() {
        RowPutChange put = new RowPutChange(TABLE, key("a", 1));
        put.addColumn("v", ColumnValue.fromString("old"));
        put.addColumn("w", ColumnValue.fromLong(7));
        world.client().putRow(new PutRowRequest(put));
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put(new Column("v", ColumnValue.fromString("new")));
        update.deleteColumns("w");
        update.deleteColumn("x", 5);
        world.client().updateRow(new UpdateRowRequest(update));
        world.client().deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key("a", 1))));
    }

    private static PrimaryKey key(String id, long line) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromString(id))
                .addPrimaryKeyColumn("line", PrimaryKeyValue.fromLong(line))
                .build();
    }

    @Test
    void verifyTellsWhatDiffers() throws Exception {
        change();
        Path script = folder.resolve("events_copy.json");
        run("\"isExportSequenceInfo\": true", "\"*\"", "").ok();

        assertThat(world.run("verify", script.toString()).ok().out())
                .contains("expected   7 rows", "missing    0 rows", "THE SAME");

        world.upload("events_copy", List.of("stray", 1L, "c", 1L, "v", "U", "nowhere"));
        JsonNode more = world.run("verify", script.toString(), "--json").json();
        assertThat(more.path("right").asBoolean()).isFalse();
        assertThat(more.path("others").asInt()).isOne();

        world.ask("ALTER TABLE events_copy DROP PARTITION (ds='1');");
        world.ask("ALTER TABLE events_copy ADD PARTITION (ds='1');");
        assertThat(world.run("verify", script.toString(), "--window", "1").out())
                .contains("missing    7 rows", "DIFFERENT: 7 rows are missing");

        world.run("verify", "nobody/knows").refused(2, "nobody/knows");
        world.run("verify", script.toString(), "--window", "99").refused(2, "Window 99 is no committed window");
        world.reshaping(TABLE).trimAll();
        world.run("verify", script.toString()).refused(1, "does not keep the records");
    }

    @Test
    void verifyTakesAllWindowsOfAPartition() throws Exception {
        Path script = Files.writeString(folder.resolve("appended.json"), LiveWorld.script(false));
        for (int minute = 0; minute < 3; minute++) {
            world.run(
                            "run",
                            script.toString(),
                            "-p",
                            "start=" + world.minute(minute).toEpochMilli(),
                            "-p",
                            "end=" + world.minute(minute + 1).toEpochMilli())
                    .ok();
        }

        assertThat(world.run("verify", script.toString()).ok().out())
                .contains("windows    3", "expected   3 rows", "THE SAME");
        assertThat(world.run("verify", script.toString(), "--window", "2").ok().out())
                .contains("windows    1", "others     2 rows", "ALL THERE");
        Path here = Path.of("").toAbsolutePath().relativize(script);
        assertThat(world.run("checkpoints", "show", here.toString()).ok().out()).contains(script.toString());
        world.upload("readings_changes", List.of("k1", 1L));
        assertThat(world.run("verify", here.toString()).out())
                .contains("DIFFERENT: no row is missing, 1 rows should not be there");
    }

    private Ran run(String reader, String columns, String errorLimit) throws Exception {
        return script(TABLE, "events_copy", reader, columns, errorLimit);
    }

    private Ran script(String from, String to, String reader, String columns, String errorLimit) throws Exception {
        Path script =
                Files.writeString(folder.resolve(to + ".json"), """
                {"type": "job", "version": "2.0",
                 "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {
                    "datasource": "ots", "table": "%s", "statusTable": "status",
                    "startTimestampMillis": "${start}", "endTimestampMillis": "${end}", %s}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {
                    "datasource": "odps", "table": "%s", "createTable": true, "partition": "ds=1", "truncate": true,
                    "emptyAsNull": false, "column": [%s]}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {%s}}}
                """.formatted(from, reader, to, columns, errorLimit));
        return world.run(
                "run",
                script.toString(),
                "--json",
                "-p",
                "start=" + world.minute(0).toEpochMilli(),
                "-p",
                "end=" + world.minute(1).toEpochMilli());
    }
}

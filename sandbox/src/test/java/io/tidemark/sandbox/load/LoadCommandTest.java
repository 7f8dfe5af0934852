package io.tidemark.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class LoadCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TablestoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TablestoreServer.start(TablestoreOptions.of(InstantSource.system()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anArrayOfObjectsIsLoaded() throws IOException {
        Path file = file("rows.json", """
                [{"id": 7, "name": "seven", "deep": {"a": [1]}, "none": null, "ok": true, "size": 1.5},
                 {"id": 8, "name": "eight"}]""");
        assertThat(load(file, "--key", "id")).isZero();
        assertThat(out).hasToString("2 rows written to t." + System.lineSeparator());
        List<Row> rows = rows("id");
        assertThat(rows).hasSize(2);
        Row seven = rows.get(0);
        assertThat(seven.getPrimaryKey().getPrimaryKeyColumn("id").getValue()).isEqualTo(PrimaryKeyValue.fromLong(7));
        assertThat(seven.getLatestColumn("name").getValue().asString()).isEqualTo("seven");
        assertThat(seven.getLatestColumn("deep").getValue().asString()).isEqualTo("{\"a\":[1]}");
        assertThat(seven.getLatestColumn("ok").getValue().asBoolean()).isTrue();
        assertThat(seven.getLatestColumn("size").getValue().asDouble()).isEqualTo(1.5);
        assertThat(seven.contains("none")).isFalse();
    }

    @Test
    void featuresOfGeoJsonAreRows() throws IOException {
        Path file = file("quakes.json", """
                {"type": "FeatureCollection", "metadata": {"count": 1}, "features": [
                  {"type": "Feature", "properties": {"mag": 2, "felt": null},
                   "geometry": {"type": "Point", "coordinates": [1.5, 2]}, "id": "ci1"}]}""");
        assertThat(load(file, "--key", "id")).isZero();
        Row row = rows("id").get(0);
        assertThat(row.getLatestColumn("mag").getValue().asLong()).isEqualTo(2);
        assertThat(row.getLatestColumn("geometry").getValue().asString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[1.5,2]}");
    }

    @Test
    void jsonLinesAndCsvAreLoadedIntoAsManyShardsAsWanted() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            lines.append("{\"day\":\"d")
                    .append(i % 10)
                    .append("\",\"n\":")
                    .append(i)
                    .append("}\n");
        }
        assertThat(load(file("rows.jsonl", lines.toString()), "--key", "day,n", "--shards", "4"))
                .as(err.toString())
                .isZero();
        assertThat(rows("day", "n")).hasSize(450);
        assertThat(server.store().instance("sandbox").table("t").reshaping().shards())
                .hasSize(4);

        assertThat(load(file("more.csv", "day,n,text\nd1,1000,\"a,b\"\nd2,1001,\n"), "--key", "day,n"))
                .as(err.toString())
                .isZero();
        assertThat(rows("day", "n")).hasSize(452);
    }

    @Test
    void badInputIsOneSentenceWithItsPlace() throws IOException {
        assertBad(directory.resolve("none.json"), "There is no file");
        assertBad(directory, "is a directory: give a file that ends in");
        assertBad(file("rows.xml", "<a/>"), "unknown kind");
        assertBad(file("broken.json", "[{\"id\": 1},\n {\"id\": }]"), "broken.json:2: not valid JSON");
        assertBad(file("twice.json", "[{\"id\": 1, \"id\": 2}]"), "twice.json:1: not valid JSON: Duplicate");
        assertBad(file("scalar.json", "[1]"), "scalar.json:1: every element of the array must be an object.");
        assertBad(file("keyless.json", "[{\"id\": 1},\n{\"other\": 1}]"), "keyless.json:2: the key column 'id' has no");
        assertBad(
                file("mixed.json", "[{\"id\": 1},\n{\"id\": \"x\"}]"), "mixed.json:2: the key column 'id' is INTEGER");
        assertBad(file("wide.json", "[{\"id\": 1, \"v\": 99999999999999999999}]"), "wide.json:1: the number");
        assertBad(file("long.json", "[{\"id\": 2},\n{\"id\": 3, \"\": 1}]"), "column");
    }

    @Test
    void theServiceIsNamedWhenItRefusesOrDoesNotAnswer() throws IOException {
        Path file = file("rows.json", "[{\"id\": 1}]");
        assertThat(load(file, "--key", "id", "--access-secret", "wrong")).isEqualTo(2);
        assertThat(err.toString()).contains("refused (OTSAuthFailed): Signature mismatch.");
        assertThat(load(file, "--key", "id", "--instance", "other")).isEqualTo(2);
        assertThat(err.toString()).contains("Requested instance does not exist.");
        assertThat(load(file, "--key", "id")).isZero();
        assertThat(load(file("others.json", "[{\"other\": 1}]"), "--key", "other"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The table t exists with the key id: give --key id");
    }

    private void assertBad(Path file, String part) {
        err.getBuffer().setLength(0);
        assertThat(load(file, "--key", "id")).isEqualTo(2);
        assertThat(err.toString().strip()).contains(part).doesNotContain("\n");
    }

    private int load(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("t", file.toString(), "--endpoint", server.endpoint()));
        arguments.addAll(List.of(options));
        return new CommandLine(new LoadCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private List<Row> rows(String... key) {
        SyncClient client = new SyncClient(server.endpoint(), "sandbox-id", "sandbox-secret", "sandbox");
        try {
            RangeRowQueryCriteria range = new RangeRowQueryCriteria("t");
            range.setInclusiveStartPrimaryKey(bound(PrimaryKeyValue.INF_MIN, key));
            range.setExclusiveEndPrimaryKey(bound(PrimaryKeyValue.INF_MAX, key));
            range.setDirection(Direction.FORWARD);
            range.setMaxVersions(1);
            return client.getRange(new GetRangeRequest(range)).getRows();
        } finally {
            client.shutdown();
        }
    }

    private static PrimaryKey bound(PrimaryKeyValue value, String... key) {
        PrimaryKeyBuilder bound = PrimaryKeyBuilder.createPrimaryKeyBuilder();
        for (String column : key) {
            bound.addPrimaryKeyColumn(column, value);
        }
        return bound.build();
    }
}

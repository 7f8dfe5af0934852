package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.tidemark.NamedServers.Ran;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidemark datasources test} with keys that may not do everything, and tunnels that are elsewhere. */
final class PermissionsTest {
    private NamedServers servers;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        servers = new NamedServers(folder);
        create("readings", true, "h");
        create("status", false, "StreamId", "StatusType", "StatusValue");
        servers.sql("CREATE TABLE plain (n BIGINT)");
        servers.sql("CREATE TABLE days (n BIGINT) PARTITIONED BY (ds STRING)");
        servers.sql("ALTER TABLE days ADD PARTITION (ds='1')");
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private void create(String table, boolean stream, String... key) {
        TableMeta meta = new TableMeta(table);
        for (String column : key) {
            meta.addPrimaryKeyColumn(column, PrimaryKeyType.STRING);
        }
        CreateTableRequest create = new CreateTableRequest(meta, new TableOptions(-1, 1));
        if (stream) {
            create.setStreamSpecification(new StreamSpecification(true, 24));
        }
        servers.client.createTable(create);
    }

    private Ran test(String... arguments) {
        return servers.run(Stream.concat(Stream.of("datasources", "test"), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private static List<String> lines(Ran ran, String check) {
        return ran.out()
                .lines()
                .filter(line -> line.matches("\\w+ {2}" + check + " .*"))
                .toList();
    }

    private void deny(Operation operation) {
        String code = operation.service() == Service.TABLESTORE ? "OTSNoPermissionAccess" : "NoPermission";
        servers.strike(operation, "error=" + code);
    }

    @Test
    void aKeyThatMayDoEverythingPasses() {
        Ran ots = test("ots", "--table", "readings", "--status-table", "status");
        assertThat(ots.code()).as(ots.out()).isZero();
        assertThat(lines(ots, "permission"))
                .hasSize(10)
                .allMatch(line -> line.startsWith("ok  permission  The key may "));
        for (String table : List.of("plain", "days")) {
            Ran odps = test("odps", "--table", table);
            assertThat(odps.code()).as(odps.out()).isZero();
            assertThat(lines(odps, "permission")).hasSize(5).allMatch(line -> line.startsWith("ok "));
            assertThat(lines(odps, "tunnel"))
                    .containsExactly("ok  tunnel  The tunnel that the service names, "
                            + servers.maxCompute.endpoint().replace("/api", "") + ", accepts connections.");
        }
    }

    @Test
    void nothingIsChanged() throws Exception {
        test("ots", "--table", "readings", "--status-table", "not-there");
        assertThat(servers.client.listTable().getTableNames()).containsExactlyInAnyOrder("readings", "status");
        test("ots", "--table", "readings", "--status-table", "status");
        assertThat(preview("status", "--datasource", "ots")).isEqualTo("[]\n");
        test("odps", "--table", "days");
        assertThat(preview("days", "--partition", "ds=1")).isEqualTo("[]\n");
    }

    private String preview(String... arguments) {
        return servers.run(Stream.concat(Stream.of("preview", "--json"), Arrays.stream(arguments))
                        .toArray(String[]::new))
                .out();
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_TABLE, list the tables (ots:ListTable)",
        "DESCRIBE_TABLE, look at table `readings` (ots:DescribeTable)",
        "DESCRIBE_STREAM, look at the stream of table `readings` (ots:DescribeStream)",
        "GET_SHARD_ITERATOR, find a place in the stream of table `readings` (ots:GetShardIterator)",
        "GET_STREAM_RECORD, read the stream of table `readings` (ots:GetStreamRecord)",
        "DESCRIBE_TABLE, look at status table `status` (ots:DescribeTable)",
        "GET_ROW, read rows in status table `status` (ots:GetRow)",
        "GET_RANGE, read ranges in status table `status` (ots:GetRange)",
        "PUT_ROW, write rows in status table `status` (ots:PutRow)",
        "DELETE_ROW, remove rows in status table `status` (ots:DeleteRow)",
    })
    void eachPermissionThatIsMissingInTablestoreIsNamed(Operation operation, String what) {
        deny(operation);
        Ran ran = test("ots", "--table", "readings", "--status-table", "status");
        assertThat(ran.code()).as(ran.out()).isEqualTo(1);
        assertThat(lines(ran, "key")).singleElement().asString().startsWith("ok ");
        assertThat(lines(ran, "permission"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "failed  permission  The key may not " + what + ". Data source `ots` is denied access")
                        .contains("Grant ots:"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET_PROJECT, plain, read the project (Read on the project)",
        "GET_TABLE, plain, look at the table (Describe on the table)",
        "CREATE_UPLOAD, plain, upload to the table (Update on the table)",
        "CREATE_UPLOAD, days, upload to the table (Update on the table)",
        "CREATE_DOWNLOAD, days, download from the table (Select and Download on the table)",
        "CREATE_INSTANCE, days, add partitions (CreateInstance on the project and Alter on the table)",
    })
    void eachPermissionThatIsMissingInMaxComputeIsNamed(Operation operation, String table, String what) {
        deny(operation);
        Ran ran = test("odps", "--table", table);
        assertThat(ran.code()).as(ran.out()).isEqualTo(1);
        assertThat(lines(ran, "key")).singleElement().asString().startsWith("ok ");
        assertThat(lines(ran, "permission"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("failed  permission  The key may not " + what
                                + ". MaxCompute denies data source `odps`")
                        .contains("Grant "));
    }

    @Test
    void whatCannotBeTriedIsSaid() throws Exception {
        Ran status = test("ots", "--status-table", "later");
        assertThat(status.code()).as(status.out()).isZero();
        assertThat(lines(status, "permission").subList(1, 6))
                .allMatch(line -> line.startsWith("unknown  permission  Whether the key may ")
                        && line.endsWith(
                                "it is not there yet; the first sync makes it, for which it needs ots:CreateTable."));
        servers.sql("CREATE TABLE fresh (n BIGINT) PARTITIONED BY (ds STRING)");
        Ran fresh = test("odps", "--table", "fresh");
        assertThat(fresh.code()).as(fresh.out()).isZero();
        assertThat(lines(fresh, "permission"))
                .filteredOn(line -> line.startsWith("unknown"))
                .hasSize(3);
        assertThat(test("ots").err()).contains("is tried when it is named with --table");
        assertThat(test("odps", "--status-table", "s").err()).contains("status tables are in Tablestore");
    }

    @Test
    void aTableThatIsNotThereIsNotAskedAboutFurther() {
        Ran ots = test("ots", "--table", "raedings");
        assertThat(lines(ots, "table")).singleElement().asString().contains("Did you mean `readings`?");
        assertThat(lines(ots, "permission")).hasSize(1);
        Ran odps = test("odps", "--table", "dyas");
        assertThat(lines(odps, "table")).singleElement().asString().contains("Did you mean `days`?");
        assertThat(lines(odps, "permission")).hasSize(1);
    }

    @Test
    void aStatusTableWithAnotherKeyIsNone() {
        create("other", false, "id");
        Ran ran = test("ots", "--status-table", "other");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(lines(ran, "permission"))
                .anySatisfy(line -> assertThat(line).contains("Status table `other`", "has another primary key"));
    }

    @Test
    void aTunnelThatCannotBeReachedIsNamed() throws Exception {
        servers.declareWithTunnel("lost", "http://127.0.0.1:1");
        Ran lost = test("lost", "--table", "plain");
        assertThat(lost.code()).isEqualTo(1);
        assertThat(lines(lost, "tunnel"))
                .containsExactly(
                        "failed  tunnel  The tunnel that the data source names, http://127.0.0.1:1, cannot be used:"
                                + " 127.0.0.1 accepts no connections on port 1. Correct `tunnelEndpoint` of the data source, or leave it"
                                + " out: then the service is asked for it.");
        assertThat(lines(lost, "permission"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("failed  permission  The key could not upload to the table"));
        servers.declareWithTunnel("unknown", "http://no-such-host.invalid");
        assertThat(lines(test("unknown"), "tunnel"))
                .singleElement()
                .asString()
                .contains("The host name no-such-host.invalid is unknown.");
    }

    @Test
    void aServiceThatDoesNotSayWhereItsTunnelIsIsNamed() {
        deny(Operation.GET_TUNNEL);
        Ran ran = test("odps");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(lines(ran, "tunnel"))
                .singleElement()
                .asString()
                .startsWith("failed  tunnel  MaxCompute denies data source `odps` access to project `sandbox`");
    }
}

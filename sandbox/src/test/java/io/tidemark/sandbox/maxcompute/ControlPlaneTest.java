package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.Column;
import com.aliyun.odps.Instance;
import com.aliyun.odps.ListIterator;
import com.aliyun.odps.NoSuchObjectException;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.Partition;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Project;
import com.aliyun.odps.Table;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.account.StsAccount;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.InstanceTunnel;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.type.TypeInfoFactory;
import io.tidemark.sandbox.maxcompute.access.Credentials;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private MaxComputeServer server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        server = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system()));
        client = new Client(server.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static TableSchema schema() {
        TableSchema schema = new TableSchema();
        schema.addColumn(Column.newBuilder("Id", TypeInfoFactory.BIGINT)
                .notNull()
                .withComment("the key, isn't it")
                .build());
        schema.addColumn(new Column("price", TypeInfoFactory.getDecimalTypeInfo(10, 2)));
        schema.addPartitionColumn(new Column("ds", TypeInfoFactory.STRING));
        schema.addPartitionColumn(new Column("hh", TypeInfoFactory.STRING));
        return schema;
    }

    @Test
    void the_project_exists_and_others_do_not() throws Exception {
        Project project = client.odps.projects().get();
        project.reload();
        assertThat(project.getStatus()).isEqualTo(Project.Status.AVAILABLE);
        assertThat(project.getCreatedTime()).isNotNull();
        assertThat(client.odps.projects().exists("sandbox")).isTrue();
        assertThat(client.odps.projects().exists("other")).isFalse();
    }

    @Test
    void a_table_is_created_described_listed_and_dropped_through_the_client() throws Exception {
        client.odps
                .tables()
                .newTableCreator("sandbox", "Prices", schema())
                .ifNotExists()
                .withComment("what things cost")
                .withLifeCycle(30L)
                .create();
        assertThat(client.odps.tables().exists("PRICES")).isTrue();
        Table table = client.odps.tables().get("prices");
        table.reload();
        assertThat(table.getName()).isEqualTo("Prices");
        assertThat(table.getProject()).isEqualTo("sandbox");
        assertThat(table.getComment()).isEqualTo("what things cost");
        assertThat(table.getLife()).isEqualTo(30);
        assertThat(table.getOwner()).isNotBlank();
        assertThat(table.getSchema().getColumn("Id").isNullable()).isFalse();
        assertThat(table.getSchema().getColumn("Id").getComment()).isEqualTo("the key, isn't it");
        assertThat(table.getSchema().getColumn("price").getTypeInfo().getTypeName())
                .isEqualTo("DECIMAL(10,2)");
        assertThat(table.getSchema().getPartitionColumns()).hasSize(2);
        table.reloadExtendInfo();
        assertThat(table.getRecordNum()).isZero();
        assertThat(client.odps.tables().iterator())
                .toIterable()
                .extracting(Table::getName)
                .containsExactly("Prices");
        client.odps.tables().delete("prices");
        client.odps.tables().delete("prices", true);
        assertThat(client.odps.tables().exists("prices")).isFalse();
    }

    @Test
    void the_list_of_tables_comes_in_parts() throws Exception {
        for (int i = 0; i < 7; i++) {
            client.run("CREATE TABLE t" + i + " (n BIGINT)");
        }
        ListIterator<Table> tables = (ListIterator<Table>) client.odps.tables().iterator();
        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            List<Table> part = tables.list(marker, 3);
            assertThat(part).hasSizeLessThanOrEqualTo(3);
            part.forEach(table -> names.add(table.getName()));
            marker = tables.getMarker();
        } while (!marker.isEmpty());
        assertThat(names).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6");
    }

    @Test
    void partitions_are_added_found_listed_and_dropped_in_every_spelling() throws Exception {
        client.odps.tables().newTableCreator("sandbox", "p", schema()).create();
        Table table = client.odps.tables().get("p");
        PartitionSpec spec = new PartitionSpec("ds='20261122',hh='07'");
        assertThat(table.hasPartition(spec)).isFalse();
        table.createPartition(spec);
        table.createPartition(new PartitionSpec("HH=08,DS=20261122"), true);
        table.createPartition(new PartitionSpec("ds=20261122/hh=08"), true);
        assertThat(table.hasPartition(spec)).isTrue();
        assertThat(table.getPartitions())
                .extracting(partition -> partition.getPartitionSpec().toString())
                .containsExactly("ds='20261122',hh='07'", "ds='20261122',hh='08'");
        assertThat(table.getPartitionSpecs()).hasSize(2);
        TableTunnel.UploadSession session = client.upload("p", "ds=20261122,hh=07");
        Client.writeNumbers(session, 0, 0, 3);
        session.commit();
        Partition partition = table.getPartition(spec);
        partition.reload();
        assertThat(partition.getRecordNum()).isEqualTo(3);
        assertThat(partition.getSize()).isPositive();
        assertThatThrownBy(() -> table.createPartition(spec)).hasMessageContaining("exists already");
        table.deletePartition(spec);
        table.deletePartition(spec, true);
        assertThat(table.hasPartition(spec)).isFalse();
        assertThatThrownBy(() -> table.deletePartition(spec)).hasMessageContaining("does not exist");
    }

    @Test
    void thousands_of_partitions_are_listed_in_parts() throws Exception {
        client.run("CREATE TABLE many (n BIGINT) PARTITIONED BY (ds STRING)");
        StringBuilder add = new StringBuilder("ALTER TABLE many ADD");
        for (int i = 0; i < 2500; i++) {
            add.append(" PARTITION (ds='").append(10_000 + i).append("')");
        }
        client.run(add.toString());
        assertThat(client.odps.tables().get("many").getPartitions()).hasSize(2500);
    }

    @Test
    void a_whole_table_and_a_partition_are_truncated() throws Exception {
        client.run("CREATE TABLE p (n BIGINT) PARTITIONED BY (ds STRING)");
        client.run("ALTER TABLE p ADD PARTITION (ds='1') PARTITION (ds='2')");
        for (String partition : List.of("ds=1", "ds=2")) {
            TableTunnel.UploadSession session = client.upload("p", partition);
            Client.writeNumbers(session, 0, 0, 10);
            session.commit();
        }
        client.run("TRUNCATE TABLE p PARTITION(ds='1');");
        assertThat(client.count("p")).isEqualTo(10);
        client.run("CREATE TABLE q (n BIGINT)");
        TableTunnel.UploadSession session = client.upload("q");
        Client.writeNumbers(session, 0, 0, 10);
        session.commit();
        client.odps.tables().get("q").truncate();
        assertThat(client.count("q")).isZero();
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThatThrownBy(() -> client.odps.tables().get("nowhere").reload())
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> client.odps.instances().get("20260101").getStatus())
                .hasMessageContaining("does not exist");
    }

    @Test
    void an_instance_tells_its_life_and_its_source() throws Exception {
        Instance instance = client.run("SHOW TABLES");
        assertThat(instance.isSuccessful()).isTrue();
        assertThat(instance.getTaskStatus()).containsKey("AnonymousSQLTask");
        assertThat(instance.getTaskResults()).containsKey("AnonymousSQLTask");
        assertThat(instance.getStartTime()).isNotNull();
        assertThat(instance.getEndTime()).isNotNull();
        assertThat(instance.getOwner()).isNotBlank();
        assertThat(instance.getTasks().get(0).getName()).isEqualTo("AnonymousSQLTask");
    }

    @Test
    void a_result_comes_typed_through_the_instance_tunnel() throws Exception {
        client.run("CREATE TABLE t (n BIGINT, d DATE) PARTITIONED BY (part BIGINT)");
        client.run("ALTER TABLE t ADD PARTITION (part=5)");
        TableTunnel.UploadSession session = client.upload("t", "part=5");
        Client.writeNumbers(session, 0, 0, 20_000);
        session.commit();
        Instance instance = client.run("SELECT part, n AS number FROM t");
        assertThat(SQLTask.getResult(instance)).hasSize(10_000);
        InstanceTunnel.DownloadSession result =
                new InstanceTunnel(client.odps).createDownloadSession("sandbox", instance.getId());
        assertThat(result.getRecordCount()).isEqualTo(20_000);
        assertThat(result.getSchema().getColumns()).extracting(Column::getName).containsExactly("part", "number");
        assertThat(Client.read(result.openRecordReader(19_999, 10)))
                .singleElement()
                .satisfies(row -> assertThat(row.toArray()).containsExactly(5L, 19_999L));
    }

    @Test
    void the_tunnel_is_found_with_and_without_its_own_endpoint() throws Exception {
        client.run("CREATE TABLE t (n BIGINT)");
        for (String endpoint : List.of("", server.endpoint(), "http://127.0.0.1:" + server.port())) {
            Client other = new Client(server.endpoint());
            if (!endpoint.isEmpty()) {
                other.tunnel.setEndpoint(endpoint);
            }
            TableTunnel.UploadSession session = other.upload("t");
            Client.writeNumbers(session, 0, 0, 1);
            session.commit();
        }
        assertThat(client.count("t")).isEqualTo(3);
    }

    @Test
    void keys_that_are_not_known_are_refused_on_both_planes() throws Exception {
        client.run("CREATE TABLE t (n BIGINT)");
        for (Client stranger : List.of(
                new Client(server.endpoint(), "sandbox-id", "wrong"),
                new Client(server.endpoint(), "someone", "sandbox-secret"))) {
            assertThatThrownBy(() -> stranger.odps.projects().get().reload())
                    .isInstanceOfSatisfying(
                            OdpsException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("Unauthorized"));
            stranger.tunnel.setEndpoint(server.endpoint());
            assertThatThrownBy(() -> stranger.upload("t"))
                    .isInstanceOfSatisfying(
                            OdpsException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("Unauthorized"));
        }
    }

    @Test
    void a_signature_of_version_4_is_accepted() throws Exception {
        Client regional = new Client(server.endpoint());
        regional.odps.setAccount(new AliyunAccount("sandbox-id", "sandbox-secret", "cn-shanghai"));
        regional.odps.projects().get().reload();
        regional.odps.setAccount(new AliyunAccount("sandbox-id", "wrong", "cn-shanghai"));
        assertThatThrownBy(() -> regional.odps.projects().get().reload()).hasMessageContaining("signature");
    }

    @Test
    void a_temporary_key_needs_its_token() throws Exception {
        try (MaxComputeServer sts = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system())
                .withCredentials(new Credentials("sandbox-id", "sandbox-secret", "token")))) {
            Client temporary = new Client(sts.endpoint());
            temporary.odps.setAccount(new StsAccount("sandbox-id", "sandbox-secret", "token"));
            temporary.odps.projects().get().reload();
            temporary.odps.setAccount(new StsAccount("sandbox-id", "sandbox-secret", "other"));
            assertThatThrownBy(() -> temporary.odps.projects().get().reload()).hasMessageContaining("token");
        }
    }
}

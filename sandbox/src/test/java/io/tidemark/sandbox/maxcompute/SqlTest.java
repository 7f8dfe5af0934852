package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.tunnel.TableTunnel;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlTest {
    private MaxComputeServer server;
    private Client client;

    @BeforeAll
    void start() throws Exception {
        server = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system()));
        client = new Client(server.endpoint());
        client.run("CREATE TABLE t (n BIGINT, s STRING, x DOUBLE, d DATETIME, b BOOLEAN) PARTITIONED BY (ds STRING)");
        client.run("ALTER TABLE t ADD PARTITION (ds='1') PARTITION (ds='2')");
        for (String partition : List.of("ds=1", "ds=2")) {
            TableTunnel.UploadSession session = client.upload("t", partition);
            Client.write(session, 0, 10, (row, i) -> {
                row.setBigint(0, i);
                row.setString(1, i == 9 ? null : "s" + i);
                row.setDouble(2, i / 4.0);
                row.set(3, Instant.ofEpochSecond(i * 3600).atZone(ZoneOffset.UTC));
                row.setBoolean(4, i % 2 == 0);
            });
            session.commit();
        }
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "20|",
                "2|WHERE n = 3",
                "6|WHERE n < 3",
                "12|where N > 3",
                "8|WHERE n <= 3",
                "14|WHERE n >= 3",
                "18|WHERE n <> 3",
                "18|WHERE n != 3",
                "0|WHERE n < -1",
                "10|WHERE ds = '2'",
                "10|WHERE ds = 2",
                "3|WHERE ds='1' AND n > 3 AND n < 7",
                "2|WHERE (s = 's4')",
                "2|WHERE s = \"s4\"",
                "2|WHERE s IS NULL",
                "18|WHERE s IS NOT NULL",
                "2|WHERE x = 0.25",
                "10|WHERE b = true",
                "4|WHERE d < '1970-01-01 10:00:00'",
                "2|WHERE d = DATETIME '1970-01-01 10:00:00'",
                "0|WHERE ds = '3'"
            })
    void conditions_choose_rows(long rows, String where) throws Exception {
        assertThat(client.count("t " + (where == null ? "" : where))).isEqualTo(rows);
    }

    @Test
    void columns_partitions_aliases_order_and_limit() throws Exception {
        assertThat(client.rows("SELECT * FROM sandbox.t WHERE ds='1' AND n = 9"))
                .containsExactly(List.of("9", "\\N", "2.25", "1970-01-01 17:00:00", "false", "1"));
        assertThat(client.rows("select `s`, ds part from `sandbox`.`T` order by n desc, ds limit 3 ;"))
                .containsExactly(List.of("\\N", "1"), List.of("\\N", "2"), List.of("s8", "1"));
        assertThat(client.rows("SELECT n FROM t LIMIT 4")).hasSize(4);
        assertThat(client.rows("SELECT n FROM t LIMIT 0")).isEmpty();
        assertThat(client.rows("-- a comment\nSELECT /* here */ COUNT(1) AS c, COUNT(*) FROM t;"))
                .containsExactly(List.of("20", "20"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT COUNT(*) FROM nowhere|ODPS-0130131:[1,22] Table not found - table sandbox.nowhere",
                "DROP TABLE nowhere|ODPS-0130131:[1,12] Table not found",
                "TRUNCATE TABLE other.t|ODPS-0130131:[1,16] Table not found - table other.t",
                "CREATE TABLE t (n BIGINT)|ODPS-0130211:[1,14] Table or view already exists",
                "SELEKT 1|ODPS-0130161:[1,1] Parse exception - invalid token 'SELEKT'",
                "SELECT n FROM t WHERE|ODPS-0130161:[1,22] Parse exception - invalid token the end of the statement",
                "SELECT n FROM t; SELECT n FROM t|ODPS-0130161:[1,18]",
                "SELECT 'x FROM t|ODPS-0130161:[1,8] Parse exception - the string is not closed",
                "CREATE TABLE u (n BIGUINT)|ODPS-0130161:[1,19] Parse exception - 'BIGUINT' is not a data type",
                "CREATE TABLE u (n BIGINT, N STRING)|ODPS-0130071:[1,14] Semantic analysis exception",
                "SELECT n, z FROM t|ODPS-0130071:[1,11] Semantic analysis exception - column z cannot be resolved",
                "SELECT n, COUNT(*) FROM t|ODPS-0130071:[1,8]",
                "SELECT n FROM t WHERE n = 'many'|ODPS-0130071:[1,27]",
                "ALTER TABLE t ADD PARTITION (ds='1')|ODPS-0123031:[1,13] Partition exception",
                "ALTER TABLE t DROP PARTITION (ds='9')|ODPS-0123031:[1,13] Partition exception",
                "ALTER TABLE t ADD PARTITION (hh='9')|ODPS-0123031:[1,13] Partition exception"
            })
    void mistakes_are_named_with_their_place(String sql, String message) {
        assertThatThrownBy(() -> client.run(sql))
                .isInstanceOf(OdpsException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE IF NOT EXISTS `sandbox`.`Made` (`a` BIGINT NOT NULL COMMENT 'it\\'s', `b` STRING) COMMENT ''"
                        + " PARTITIONED BY (`ds` STRING, hh BIGINT) TBLPROPERTIES('transactional'='false') LIFECYCLE 7;",
                "create table made(a decimal(38,18), b varchar(10), c char(3), d array<map<string,array<int>>>,"
                        + " e struct<x:string,`y`:struct<z:double>>, f timestamp_ntz, g json, h tinyint) lifecycle 1;;",
                "CREATE TABLE made (a FLOAT) -- no partitions"
            })
    void tables_are_created_in_many_spellings_and_dropped_with_two_spaces(String create) throws Exception {
        client.run(create);
        assertThat(client.odps.tables().exists("made")).isTrue();
        client.run("DROP TABLE  IF EXISTS sandbox.MADE;");
        client.run("drop table if exists made");
        assertThat(client.odps.tables().exists("made")).isFalse();
    }

    @Test
    void several_partitions_are_added_and_dropped_by_one_statement_or_none_of_them() throws Exception {
        client.run("CREATE TABLE parts (n BIGINT) PARTITIONED BY (ds STRING, hh BIGINT)");
        client.run(
                "ALTER TABLE `sandbox`.`parts` ADD IF NOT EXISTS PARTITION (ds='1',hh='1') PARTITION (HH=2, DS='1');");
        assertThatThrownBy(
                        () -> client.run("ALTER TABLE parts ADD PARTITION (ds='2',hh='1') PARTITION (ds='1',hh='1')"))
                .isInstanceOf(OdpsException.class);
        assertThat(client.rows("SHOW PARTITIONS parts")).containsExactly(List.of("ds=1/hh=1"), List.of("ds=1/hh=2"));
        client.run("ALTER TABLE parts DROP IF EXISTS PARTITION(ds='1',hh='1'),PARTITION(ds='8',hh='1');");
        assertThat(client.rows("SHOW PARTITIONS parts")).containsExactly(List.of("ds=1/hh=2"));
    }
}

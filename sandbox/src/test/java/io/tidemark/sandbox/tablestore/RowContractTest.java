package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.BatchGetRowRequest;
import com.alicloud.openservices.tablestore.model.BatchGetRowResponse;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.MultiRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.ReturnType;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.alicloud.openservices.tablestore.model.condition.ColumnCondition;
import com.alicloud.openservices.tablestore.model.condition.CompositeColumnValueCondition;
import com.alicloud.openservices.tablestore.model.condition.SingleColumnValueCondition;
import com.alicloud.openservices.tablestore.model.filter.SingleColumnValueFilter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing and reading rows, as the official client sees it. */
final class RowContractTest {

    private TablestoreServer server;
    private SyncClient client;

    @BeforeEach
    void start() throws IOException {
        server = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withInitialShards(3));
        client = Clients.of(server);
        Samples.create(client);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void aRowIsPutReplacedMergedAndDeleted() {
        assertThat(Samples.read(client, "a")).isNull();
        RowPutChange put = Samples.put("a", 1);
        put.addColumn("s", ColumnValue.fromString("\u6d77 text"));
        put.addColumn("d", ColumnValue.fromDouble(-0.5));
        put.addColumn("b", ColumnValue.fromBoolean(true));
        put.addColumn("x", ColumnValue.fromBinary(new byte[] {0, 1, -1}));
        client.putRow(new PutRowRequest(put));
        Row row = Samples.read(client, "a");
        assertThat(row.getColumns()).hasSize(5);
        assertThat(row.getLatestColumn("s").getValue().asString()).isEqualTo("\u6d77 text");
        assertThat(row.getLatestColumn("x").getValue().asBinary()).containsExactly(0, 1, -1);

        RowUpdateChange update = new RowUpdateChange(Samples.TABLE, Samples.key("a"));
        update.put("s", ColumnValue.fromString("new"));
        update.deleteColumns("d");
        update.increment(new Column("v", ColumnValue.fromLong(9)));
        client.updateRow(new UpdateRowRequest(update));
        row = Samples.read(client, "a");
        assertThat(row.contains("d")).isFalse();
        assertThat(row.getLatestColumn("s").getValue().asString()).isEqualTo("new");
        assertThat(Samples.value(client, "a")).isEqualTo(10);

        Samples.write(client, "a", 3);
        assertThat(Samples.read(client, "a").getColumns()).hasSize(1);
        client.deleteRow(new DeleteRowRequest(new RowDeleteChange(Samples.TABLE, Samples.key("a"))));
        assertThat(Samples.read(client, "a")).isNull();
    }

    @Test
    void versionsAreKeptAndDeletedOneByOne() {
        CreateTableRequest request = new CreateTableRequest(Samples.meta("versions"), new TableOptions(-1, 2));
        client.createTable(request);
        for (long version : new long[] {10, 30, 20}) {
            RowUpdateChange update = new RowUpdateChange("versions", Samples.key("a"));
            update.put("v", ColumnValue.fromLong(version), version);
            client.updateRow(new UpdateRowRequest(update));
        }
        assertThat(versions(10)).containsExactly(30L, 20L);
        assertThat(versions(1)).containsExactly(30L);
        RowUpdateChange delete = new RowUpdateChange("versions", Samples.key("a"));
        delete.deleteColumn("v", 30);
        client.updateRow(new UpdateRowRequest(delete));
        assertThat(versions(10)).containsExactly(20L);
    }

    @Test
    void existenceIsExpected() {
        RowPutChange put = Samples.put("a", 1);
        put.setCondition(new Condition(RowExistenceExpectation.EXPECT_EXIST));
        assertRefused(
                "OTSConditionCheckFail", 403, "Condition check failed.", () -> client.putRow(new PutRowRequest(put)));
        put.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
        client.putRow(new PutRowRequest(put));
        assertRefused(
                "OTSConditionCheckFail", 403, "Condition check failed.", () -> client.putRow(new PutRowRequest(put)));
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 5, true", "EQUAL, 6, false",
        "NOT_EQUAL, 6, true", "NOT_EQUAL, 5, false",
        "GREATER_THAN, 4, true", "GREATER_THAN, 5, false",
        "GREATER_EQUAL, 5, true", "GREATER_EQUAL, 6, false",
        "LESS_THAN, 6, true", "LESS_THAN, 5, false",
        "LESS_EQUAL, 5, true", "LESS_EQUAL, 4, false"
    })
    void aColumnIsCompared(SingleColumnValueCondition.CompareOperator operator, long with, boolean passes) {
        Samples.write(client, "a", 5);
        RowPutChange put = Samples.put("a", 100);
        Condition condition = new Condition(RowExistenceExpectation.IGNORE);
        condition.setColumnCondition(
                new SingleColumnValueCondition("v", operator, ColumnValue.fromLong(with)).setPassIfMissing(false));
        put.setCondition(condition);
        if (passes) {
            client.putRow(new PutRowRequest(put));
        } else {
            assertRefused(
                    "OTSConditionCheckFail",
                    403,
                    "Condition check failed.",
                    () -> client.putRow(new PutRowRequest(put)));
        }
        assertThat(Samples.value(client, "a")).isEqualTo(passes ? 100 : 5);
    }

    @Test
    void columnConditionsAreJoinedAndMissingColumnsDecideAsTold() {
        Samples.write(client, "a", 5);
        SingleColumnValueCondition five = new SingleColumnValueCondition(
                "v", SingleColumnValueCondition.CompareOperator.EQUAL, ColumnValue.fromLong(5));
        SingleColumnValueCondition missing = new SingleColumnValueCondition(
                        "w", SingleColumnValueCondition.CompareOperator.EQUAL, ColumnValue.fromLong(5))
                .setPassIfMissing(false);
        assertThat(deletes(new CompositeColumnValueCondition(CompositeColumnValueCondition.LogicOperator.AND)
                        .addCondition(five)
                        .addCondition(missing)))
                .isFalse();
        assertThat(deletes(new CompositeColumnValueCondition(CompositeColumnValueCondition.LogicOperator.OR)
                        .addCondition(five)
                        .addCondition(missing)))
                .isTrue();
        Samples.write(client, "a", 5);
        assertThat(deletes(new CompositeColumnValueCondition(CompositeColumnValueCondition.LogicOperator.NOT)
                        .addCondition(missing)))
                .isTrue();
        Samples.write(client, "a", 5);
        missing.setPassIfMissing(true);
        assertThat(deletes(missing)).isTrue();
    }

    @Test
    void aBatchSucceedsAndFailsRowByRow() {
        Samples.write(client, "there", 1);
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        for (String pk : List.of("a", "there", "b")) {
            RowPutChange put = Samples.put(pk, 2);
            put.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
            request.addRowChange(put);
        }
        RowPutChange lost = new RowPutChange("nothing", Samples.key("a"));
        request.addRowChange(lost);
        BatchWriteRowResponse response = client.batchWriteRow(request);
        assertThat(response.getRowStatus(Samples.TABLE))
                .extracting(BatchWriteRowResponse.RowResult::isSucceed)
                .containsExactly(true, false, true);
        assertThat(response.getRowStatus(Samples.TABLE).get(1).getError().getCode())
                .isEqualTo("OTSConditionCheckFail");
        assertThat(response.getRowStatus("nothing").get(0).getError().getMessage())
                .isEqualTo("Requested table does not exist.");
    }

    @Test
    void theSameRowMayStandInABatchTwice() {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        request.addRowChange(Samples.put("a", 1));
        RowUpdateChange update = new RowUpdateChange(Samples.TABLE, Samples.key("a"));
        update.increment(new Column("v", ColumnValue.fromLong(1)));
        request.addRowChange(update);
        assertThat(client.batchWriteRow(request).isAllSucceed()).isTrue();
        assertThat(Samples.value(client, "a")).isEqualTo(2);
    }

    @Test
    void limitsOfWritesAreTold() {
        BatchWriteRowRequest many = new BatchWriteRowRequest();
        for (int i = 0; i < 201; i++) {
            many.addRowChange(Samples.put("k" + i, i));
        }
        assertRefused(
                "OTSParameterInvalid",
                400,
                "Rows count exceeds the upper limit: 200.",
                () -> client.batchWriteRow(many));
        BatchWriteRowRequest large = new BatchWriteRowRequest();
        for (int i = 0; i < 3; i++) {
            RowPutChange put = Samples.put("k" + i, i);
            put.addColumn("b", ColumnValue.fromBinary(new byte[1_900_000]));
            large.addRowChange(put);
        }
        assertRefused("OTSParameterInvalid", 400, "limit size: 4194304", () -> client.batchWriteRow(large));
        RowPutChange wide = Samples.put("a", 1);
        for (int i = 0; i < 1024; i++) {
            wide.addColumn("c" + i, ColumnValue.fromLong(i));
        }
        assertRefused("OTSParameterInvalid", 400, "1025", () -> client.putRow(new PutRowRequest(wide)));
        RowPutChange big = Samples.put("a", 1);
        big.addColumn("b", ColumnValue.fromBinary(new byte[(2 << 20) + 1]));
        assertRefused("OTSParameterInvalid", 400, "MaxLength:2097152", () -> client.putRow(new PutRowRequest(big)));
        RowPutChange infinite = Samples.put("a", 1);
        infinite.addColumn("d", ColumnValue.fromDouble(Double.NaN));
        assertRefused("OTSParameterInvalid", 400, "finite", () -> client.putRow(new PutRowRequest(infinite)));
        assertRefused("OTSParameterInvalid", 400, "MaxLength:1024", () -> Samples.write(client, "k".repeat(1025), 1));
    }

    @Test
    void aKeyThatDoesNotFitIsRefused() {
        PrimaryKey wrongName = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("other", PrimaryKeyValue.fromString("a"))
                .build();
        PrimaryKey wrongType = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("pk", PrimaryKeyValue.fromLong(1))
                .build();
        for (PrimaryKey key : List.of(wrongName, wrongType)) {
            RowPutChange put = new RowPutChange(Samples.TABLE, key);
            put.addColumn("v", ColumnValue.fromLong(1));
            assertRefused("OTSInvalidPK", 400, "Validate PK", () -> client.putRow(new PutRowRequest(put)));
        }
    }

    @Test
    void theServerNumbersAnAutoIncrementColumn() {
        TableMeta meta = Samples.meta("numbered");
        meta.addPrimaryKeyColumn("n", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PrimaryKey key = PrimaryKeyBuilder.createPrimaryKeyBuilder()
                    .addPrimaryKeyColumn("pk", PrimaryKeyValue.fromString("a"))
                    .addPrimaryKeyColumn("n", PrimaryKeyValue.AUTO_INCREMENT)
                    .build();
            RowPutChange put = new RowPutChange("numbered", key);
            put.setReturnType(ReturnType.RT_PK);
            numbers.add(client.putRow(new PutRowRequest(put))
                    .getRow()
                    .getPrimaryKey()
                    .getPrimaryKeyColumn("n")
                    .getValue()
                    .asLong());
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anUpdateReturnsWhatItMade() {
        Samples.write(client, "a", 5);
        RowUpdateChange update = new RowUpdateChange(Samples.TABLE, Samples.key("a"));
        update.increment(new Column("v", ColumnValue.fromLong(1)));
        update.addReturnColumn("v");
        update.setReturnType(ReturnType.RT_AFTER_MODIFY);
        assertThat(client.updateRow(new UpdateRowRequest(update))
                        .getRow()
                        .getLatestColumn("v")
                        .getValue()
                        .asLong())
                .isEqualTo(6);
    }

    @Test
    void readsTakeColumnsAndFilters() {
        RowPutChange put = Samples.put("a", 5);
        put.addColumn("w", ColumnValue.fromLong(6));
        client.putRow(new PutRowRequest(put));
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(Samples.TABLE, Samples.key("a"));
        criteria.setMaxVersions(1);
        criteria.addColumnsToGet("w");
        assertThat(client.getRow(new GetRowRequest(criteria)).getRow().getColumns())
                .hasSize(1);
        criteria.setFilter(new SingleColumnValueFilter(
                "w", SingleColumnValueFilter.CompareOperator.GREATER_THAN, ColumnValue.fromLong(6)));
        assertThat(client.getRow(new GetRowRequest(criteria)).getRow()).isNull();
        SingleRowQueryCriteria without = new SingleRowQueryCriteria(Samples.TABLE, Samples.key("a"));
        assertRefused(
                "OTSParameterInvalid", 400, "No version condition", () -> client.getRow(new GetRowRequest(without)));
    }

    @Test
    void manyRowsAreReadByKey() {
        Samples.write(client, "a", 1);
        MultiRowQueryCriteria criteria = new MultiRowQueryCriteria(Samples.TABLE);
        criteria.addRow(Samples.key("a"));
        criteria.addRow(Samples.key("none"));
        criteria.setMaxVersions(1);
        BatchGetRowRequest request = new BatchGetRowRequest();
        request.addMultiRowQueryCriteria(criteria);
        List<BatchGetRowResponse.RowResult> rows = client.batchGetRow(request).getBatchGetRowResult(Samples.TABLE);
        assertThat(rows.get(0).getRow()).isNotNull();
        assertThat(rows.get(1).isSucceed()).isTrue();
        assertThat(rows.get(1).getRow()).isNull();
        for (int i = 0; i < 100; i++) {
            criteria.addRow(Samples.key("k" + i));
        }
        assertRefused("OTSParameterInvalid", 400, "upper limit: 100", () -> client.batchGetRow(request));
    }

    @Test
    void aRangeIsReadInPagesInBothDirections() {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        for (int i = 0; i < 100; i++) {
            request.addRowChange(Samples.put(String.format("%03d", i), i));
        }
        client.batchWriteRow(request);
        assertThat(pages(Direction.FORWARD, PrimaryKeyValue.INF_MIN, PrimaryKeyValue.INF_MAX))
                .hasSize(100)
                .isSorted();
        List<String> down =
                pages(Direction.BACKWARD, PrimaryKeyValue.fromString("050"), PrimaryKeyValue.fromString("010"));
        assertThat(down).hasSize(40).startsWith("050", "049").endsWith("011");
        assertRefused(
                "OTSParameterInvalid",
                400,
                "Begin key must",
                () -> pages(Direction.FORWARD, PrimaryKeyValue.fromString("b"), PrimaryKeyValue.fromString("a")));
    }

    private List<String> pages(Direction direction, PrimaryKeyValue from, PrimaryKeyValue to) {
        RangeRowQueryCriteria range = new RangeRowQueryCriteria(Samples.TABLE);
        range.setDirection(direction);
        range.setMaxVersions(1);
        range.setLimit(30);
        range.setExclusiveEndPrimaryKey(bound(to));
        List<String> keys = new ArrayList<>();
        PrimaryKey next = bound(from);
        while (next != null) {
            range.setInclusiveStartPrimaryKey(next);
            GetRangeResponse page = client.getRange(new GetRangeRequest(range));
            page.getRows()
                    .forEach(row -> keys.add(row.getPrimaryKey()
                            .getPrimaryKeyColumn("pk")
                            .getValue()
                            .asString()));
            next = page.getNextStartPrimaryKey();
        }
        return keys;
    }

    private static PrimaryKey bound(PrimaryKeyValue value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("pk", value)
                .build();
    }

    private boolean deletes(ColumnCondition columns) {
        RowDeleteChange delete = new RowDeleteChange(Samples.TABLE, Samples.key("a"));
        Condition condition = new Condition(RowExistenceExpectation.IGNORE);
        condition.setColumnCondition(columns);
        delete.setCondition(condition);
        try {
            client.deleteRow(new DeleteRowRequest(delete));
            return true;
        } catch (TableStoreException e) {
            assertThat(e.getErrorCode()).isEqualTo("OTSConditionCheckFail");
            return false;
        }
    }

    private List<Long> versions(int most) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria("versions", Samples.key("a"));
        criteria.setMaxVersions(most);
        List<Long> versions = new ArrayList<>();
        for (Column column : client.getRow(new GetRowRequest(criteria)).getRow().getColumns()) {
            versions.add(column.getTimestamp());
        }
        return versions;
    }

    private static void assertRefused(String code, int status, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(TableStoreException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo(code);
                    assertThat(e.getHttpStatus()).isEqualTo(status);
                });
    }
}

package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ErrorCode;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.condition.CompositeColumnValueCondition;
import com.alicloud.openservices.tablestore.model.condition.SingleColumnValueCondition;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Witnesses as rows of a Tablestore table. {@link WitnessRow} is its layout.
 *
 * <p>Every write of a window carries a name of its own. So the client may send it twice, and when its answer was lost, or it
 * finds its own first copy in its way, the row itself says whether it went in.
 */
final class TablestoreWitnessTable implements WitnessTable {
    private static final List<String> KEY =
            List.of(WitnessRow.STREAM_ID, WitnessRow.STATUS_TYPE, WitnessRow.STATUS_VALUE);
    private static final Duration KEPT = Duration.ofDays(30);
    /** Most bytes of a key column. */
    private static final int LONGEST_KEY = 1024;
    /** A tab and the milliseconds behind the chain. */
    private static final int START_IN_KEY = 17;

    private final SyncClient client;
    private final BoundedRetries retries;
    private final TablestoreFailures failures;
    private final String table;

    TablestoreWitnessTable(SyncClient client, BoundedRetries retries, TablestoreFailures failures, String table) {
        this.client = client;
        this.retries = retries;
        this.failures = failures;
        this.table = table;
    }

    @Override
    public void touch(String streamId, ChainId chain) {
        if (chain.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY - START_IN_KEY) {
            throw Failure.user(
                            "CHAIN_NAME_TOO_LONG",
                            "The chain's name takes more than " + (LONGEST_KEY - START_IN_KEY)
                                    + " bytes, and status table `" + table + "` cannot hold it.",
                            "Give the task a shorter name, or a shorter `chain:`.")
                    .asException();
        }
        try {
            requireKey(describedOrCreated());
            client.putRow(new PutRowRequest(WitnessRow.head(table, streamId, chain)));
            retries.answered();
        } catch (TableStoreException | ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    /** Whether witnesses can be kept in a table that is there; makes none. */
    void requireUsable() {
        try {
            requireKey(described());
        } catch (TableStoreException | ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    private List<PrimaryKeySchema> describedOrCreated() {
        try {
            return described();
        } catch (TableStoreException e) {
            if (!ErrorCode.OBJECT_NOT_EXIST.equals(e.getErrorCode())) {
                throw e;
            }
        }
        TableMeta meta = new TableMeta(table);
        KEY.forEach(column -> meta.addPrimaryKeyColumn(column, PrimaryKeyType.STRING));
        try {
            client.createTable(new CreateTableRequest(meta, new TableOptions((int) KEPT.toSeconds(), 1)));
        } catch (TableStoreException e) {
            // Somebody else, or the first copy of this very request, was quicker.
            if (!ErrorCode.OBJECT_ALREADY_EXIST.equals(e.getErrorCode())) {
                throw e;
            }
        }
        return described();
    }

    private List<PrimaryKeySchema> described() {
        return client.describeTable(new DescribeTableRequest(table))
                .getTableMeta()
                .getPrimaryKeyList();
    }

    private void requireKey(List<PrimaryKeySchema> key) {
        if (!key.stream().map(PrimaryKeySchema::getName).toList().equals(KEY)
                || !key.stream().allMatch(column -> column.getType() == PrimaryKeyType.STRING)) {
            throw failures.statusTableUnusable(
                            table,
                            "has another primary key than " + String.join(", ", KEY) + ", all of type STRING",
                            "Name another status table in the script; one that does not exist yet is created.")
                    .asException();
        }
    }

    @Override
    public Optional<Witness> find(String streamId, ChainId chain, Instant start) {
        Row row = row(WitnessRow.windowKey(streamId, chain, start));
        if (row == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(WitnessRow.read(streamId, chain, start, row));
        } catch (IOException e) {
            throw unreadable(chain, start).asException(e);
        }
    }

    @Override
    public boolean knows(String streamId, ChainId chain) {
        try {
            return row(WitnessRow.headKey(streamId, chain)) != null;
        } catch (FailureException e) {
            if (e.failure().code().equals("TABLE_NOT_FOUND")) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<Witness> all(String streamId, ChainId chain) {
        RangeIteratorParameter range = new RangeIteratorParameter(table);
        range.setInclusiveStartPrimaryKey(WitnessRow.windowKey(streamId, chain, Instant.EPOCH));
        range.setExclusiveEndPrimaryKey(WitnessRow.endKey(streamId, chain));
        range.setMaxVersions(1);
        List<Witness> witnesses = new ArrayList<>();
        try {
            client.createRangeIterator(range).forEachRemaining(row -> {
                Instant start = WitnessRow.start(row);
                try {
                    witnesses.add(WitnessRow.read(streamId, chain, start, row));
                } catch (IOException e) {
                    throw unreadable(chain, start).asException(e);
                }
            });
            retries.answered();
            return witnesses;
        } catch (TableStoreException | ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    @Override
    public boolean insert(Witness witness) {
        return write(witness, new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
    }

    @Override
    public boolean replace(Witness expected, Witness next) {
        return write(next, unchanged(expected));
    }

    @Override
    public boolean remove(Witness expected) {
        PrimaryKey key = WitnessRow.windowKey(
                expected.streamId(), expected.chain(), expected.window().start());
        RowDeleteChange delete = new RowDeleteChange(table, key);
        delete.setCondition(unchanged(expected));
        try {
            client.deleteRow(new DeleteRowRequest(delete));
            retries.answered();
            return true;
        } catch (TableStoreException e) {
            if (ErrorCode.CONDITION_CHECK_FAIL.equals(e.getErrorCode())) {
                return row(key) == null;
            }
            throw failures.from(e, Subject.TABLE, table);
        } catch (ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    private static Condition unchanged(Witness expected) {
        CompositeColumnValueCondition unchanged =
                new CompositeColumnValueCondition(CompositeColumnValueCondition.LogicOperator.AND);
        unchanged.addCondition(equal(WitnessRow.ROUND, ColumnValue.fromLong(expected.round())));
        unchanged.addCondition(
                equal(WitnessRow.STATE, ColumnValue.fromString(expected.state().name())));
        unchanged.addCondition(equal(
                WitnessRow.SESSIONS,
                ColumnValue.fromString(WitnessRow.sessions(expected.prepared().entries()))));
        Condition condition = new Condition(RowExistenceExpectation.EXPECT_EXIST);
        condition.setColumnCondition(unchanged);
        return condition;
    }

    private static SingleColumnValueCondition equal(String column, ColumnValue value) {
        SingleColumnValueCondition condition =
                new SingleColumnValueCondition(column, SingleColumnValueCondition.CompareOperator.EQUAL, value);
        condition.setPassIfMissing(false);
        return condition;
    }

    private boolean write(Witness witness, Condition condition) {
        String write = UUID.randomUUID().toString();
        RowPutChange put;
        try {
            put = WitnessRow.window(table, witness, write);
        } catch (IOException e) {
            throw new IllegalStateException("a witness cannot be packed", e);
        }
        put.setCondition(condition);
        try {
            client.putRow(new PutRowRequest(put));
            retries.answered();
            return true;
        } catch (TableStoreException e) {
            if (ErrorCode.CONDITION_CHECK_FAIL.equals(e.getErrorCode())) {
                return wroteIt(witness, write);
            }
            if (BoundedRetries.saysBusy(e) && wroteIt(witness, write)) {
                return true;
            }
            throw failures.from(e, Subject.TABLE, table);
        } catch (ClientException e) {
            if (wroteIt(witness, write)) {
                return true;
            }
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    private boolean wroteIt(Witness witness, String write) {
        Row row = row(WitnessRow.windowKey(
                witness.streamId(), witness.chain(), witness.window().start()));
        try {
            return row != null && WitnessRow.write(row).equals(write);
        } catch (IOException e) {
            throw unreadable(witness.chain(), witness.window().start()).asException(e);
        }
    }

    private @Nullable Row row(PrimaryKey key) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(table, key);
        criteria.setMaxVersions(1);
        try {
            Row row = client.getRow(new GetRowRequest(criteria)).getRow();
            retries.answered();
            return row;
        } catch (TableStoreException | ClientException e) {
            throw failures.from(e, Subject.TABLE, table);
        }
    }

    private Failure unreadable(ChainId chain, Instant start) {
        return failures.statusTableUnusable(
                table,
                "holds a row that cannot be read for the window of chain `" + chain + "` that starts at " + start,
                "If somebody has changed that row by hand, restore it; otherwise report this.");
    }
}

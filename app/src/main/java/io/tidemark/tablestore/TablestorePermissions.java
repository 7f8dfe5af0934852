package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ErrorCode;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.tidemark.attempt.FailureException;
import io.tidemark.probe.Permission;
import io.tidemark.probe.Tables;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Shard;
import io.tidemark.sync.ShardIterator;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a sync needs its key for in a table that it reads and in its status table. Writes are tried on a row that is not there,
 * under the condition that it is.
 */
final class TablestorePermissions {
    private static final ChainId NOBODY = new ChainId("a trial of permissions");

    private final SyncClient client;
    private final BoundedRetries retries;
    private final TablestoreFailures failures;

    TablestorePermissions(SyncClient client, BoundedRetries retries, TablestoreFailures failures) {
        this.client = client;
        this.retries = retries;
        this.failures = failures;
    }

    List<Permission> list(Tables tables) {
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.of(
                "list the tables", "ots:ListTable", () -> asked(Subject.INSTANCE, "", client::listTable)));
        tables.table().ifPresent(table -> permissions.addAll(stream(table)));
        tables.statusTable().ifPresent(table -> permissions.addAll(status(table)));
        return permissions;
    }

    private List<Permission> stream(String table) {
        TablestoreStreamSource stream = new TablestoreStreamSource(client, retries, failures, table);
        String of = " of table `" + table + "`";
        return List.of(
                Permission.of(
                        "look at table `" + table + "`",
                        "ots:DescribeTable",
                        () -> asked(Subject.TABLE, table, () -> client.describeTable(new DescribeTableRequest(table)))),
                Permission.of("look at the stream" + of, "ots:DescribeStream", stream::shards),
                new Permission(
                        "find a place in the stream" + of, "ots:GetShardIterator", () -> inside(stream, place -> {})),
                new Permission(
                        "read the stream" + of,
                        "ots:GetStreamRecord",
                        () -> inside(stream, place -> stream.read(place, 1))));
    }

    private static Optional<String> inside(TablestoreStreamSource stream, Consumer<ShardIterator> call) {
        for (Shard shard : stream.shards()) {
            ShardIterator place = stream.seek(shard.id(), null);
            if (place != null) {
                call.accept(place);
                return Optional.empty();
            }
        }
        return Optional.of("the stream has nothing to be read.");
    }

    private List<Permission> status(String table) {
        TablestoreWitnessTable witnesses = new TablestoreWitnessTable(client, retries, failures, table);
        PrimaryKey nowhere = WitnessRow.headKey(UUID.randomUUID().toString(), NOBODY);
        String in = " in status table `" + table + "`";
        return List.of(
                status("look at status table `" + table + "`", "ots:DescribeTable", witnesses::requireUsable),
                status("read rows" + in, "ots:GetRow", () -> witnesses.find("nowhere", NOBODY, Instant.EPOCH)),
                status("read ranges" + in, "ots:GetRange", () -> witnesses.all("nowhere", NOBODY)),
                status(
                        "write rows" + in,
                        "ots:PutRow",
                        () -> asked(Subject.TABLE, table, () -> {
                            RowPutChange put = new RowPutChange(table, nowhere);
                            put.setCondition(new Condition(RowExistenceExpectation.EXPECT_EXIST));
                            client.putRow(new PutRowRequest(put));
                        })),
                status(
                        "remove rows" + in,
                        "ots:DeleteRow",
                        () -> asked(Subject.TABLE, table, () -> {
                            RowDeleteChange delete = new RowDeleteChange(table, nowhere);
                            delete.setCondition(new Condition(RowExistenceExpectation.EXPECT_EXIST));
                            client.deleteRow(new DeleteRowRequest(delete));
                        })));
    }

    private static Permission status(String what, String action, Runnable trial) {
        return new Permission(what, action, () -> {
            try {
                trial.run();
                return Optional.empty();
            } catch (FailureException e) {
                if (e.failure().code().equals("TABLE_NOT_FOUND")) {
                    return Optional.of(
                            "it is not there yet; the first sync makes it, for which it needs ots:CreateTable.");
                }
                throw e;
            }
        });
    }

    /** A condition is looked at once the key has been found to be allowed the write. */
    private void asked(Subject subject, String table, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (!(e instanceof TableStoreException refusal)
                    || !ErrorCode.CONDITION_CHECK_FAIL.equals(refusal.getErrorCode())) {
                throw failures.from(e, subject, table);
            }
        }
    }
}

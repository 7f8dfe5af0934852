package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.probe.Account;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.MissingTable;
import io.tidemark.probe.Permission;
import io.tidemark.probe.Tables;
import io.tidemark.probe.Tunnel;
import io.tidemark.sync.StreamInfo;
import io.tidemark.tablestore.TablestoreFailures.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Tablestore instance with the key that a data source has for it. */
final class TablestoreAccount implements Account {
    private final SyncClient client;
    private final BoundedRetries retries;
    private final TablestoreFailures failures;

    TablestoreAccount(SyncClient client, BoundedRetries retries, TablestoreFailures failures) {
        this.client = client;
        this.retries = retries;
        this.failures = failures;
    }

    @Override
    public String signIn() {
        try {
            return "The key is let in; the instance has "
                    + client.listTable().getTableNames().size() + " tables.";
        } catch (RuntimeException e) {
            if (e instanceof TableStoreException refusal && TablestoreFailures.knowsTheKey(refusal)) {
                return "The key is known to the instance.";
            }
            throw failures.from(e, Subject.INSTANCE, "");
        }
    }

    @Override
    public Optional<Tunnel> tunnel() {
        return Optional.empty();
    }

    @Override
    public String look(String table) {
        try {
            StreamInfo stream = new TablestoreStreamSource(client, retries, failures, table).stream();
            return "Table `" + table + "` has had a stream since " + stream.createdAt() + ", which keeps records for "
                    + stream.retention().toHours() + " h.";
        } catch (FailureException e) {
            throw MissingTable.advised(e, table, this::names);
        }
    }

    @Override
    public List<Permission> permissions(Tables tables) {
        return new TablestorePermissions(client, retries, failures).list(tables);
    }

    @Override
    public FirstRows firstRows(String table, Map<String, String> partition, int limit) {
        if (!partition.isEmpty()) {
            throw Failure.user(
                            "PARTITION_COLUMN_UNKNOWN",
                            "Table `" + table + "` is in Tablestore, where tables have no partitions.",
                            "Leave the partition out.")
                    .asException();
        }
        try {
            return new RangeFirstRows(client, failures, table).read(limit);
        } catch (FailureException e) {
            throw MissingTable.advised(e, table, this::names);
        }
    }

    private List<String> names() {
        try {
            return client.listTable().getTableNames();
        } catch (RuntimeException e) {
            throw failures.from(e, Subject.INSTANCE, "");
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}

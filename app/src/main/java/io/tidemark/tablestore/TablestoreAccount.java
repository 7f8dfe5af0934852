package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import io.tidemark.probe.Account;
import io.tidemark.sync.StreamInfo;

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
            throw failures.from(e, TablestoreFailures.Subject.INSTANCE, "");
        }
    }

    @Override
    public String look(String table) {
        StreamInfo stream = new TablestoreStreamSource(client, retries, failures, table).stream();
        return "Table `" + table + "` has had a stream since " + stream.createdAt() + ", which keeps records for "
                + stream.retention().toHours() + " h.";
    }

    @Override
    public void close() {
        client.shutdown();
    }
}

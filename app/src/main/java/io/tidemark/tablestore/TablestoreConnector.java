package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import io.tidemark.attempt.Failure;
import io.tidemark.doctor.ScratchSource;
import io.tidemark.probe.Account;
import io.tidemark.sync.SourceConnector;
import io.tidemark.sync.StreamSource;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;

/** Opens streams of Tablestore tables, each with a client of its own. Thread-safe. */
public final class TablestoreConnector implements SourceConnector {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SOCKET_MILLIS = 30_000;
    /** Longer than all retries together, so that what is reported is the cause and not that nobody waited for it. */
    private static final long WHOLE_CALL_MILLIS = 120_000;

    private static final int SCRATCH_RETRIES = 5;
    /** A person waits for the answer. */
    private static final int ACCOUNT_RETRIES = 2;

    @Override
    public StreamSource open(DataSource.Tablestore source, String table, int maxRetries) {
        BoundedRetries retries = BoundedRetries.of(maxRetries);
        return new TablestoreStreamSource(client(source, retries), retries, new TablestoreFailures(source), table);
    }

    /** A table to be made and removed in an instance; no call is made yet. */
    public ScratchSource scratch(DataSource.Tablestore source, String table) {
        BoundedRetries retries = BoundedRetries.of(SCRATCH_RETRIES);
        SyncClient client = client(source, retries);
        TablestoreFailures failures = new TablestoreFailures(source);
        return new TablestoreScratchSource(
                client,
                failures,
                new TablestoreStreamSource(client, retries, failures, table),
                table,
                "in Tablestore instance `" + source.instance() + "` at " + source.endpoint());
    }

    /** The instance with the key that the data source has for it; no call is made yet. */
    public Account account(DataSource.Tablestore source) {
        BoundedRetries retries = BoundedRetries.of(ACCOUNT_RETRIES);
        return new TablestoreAccount(client(source, retries), retries, new TablestoreFailures(source));
    }

    private static SyncClient client(DataSource.Tablestore source, BoundedRetries retries) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setConnectionTimeoutInMillisecond(CONNECT_MILLIS);
        configuration.setSocketTimeoutInMillisecond(SOCKET_MILLIS);
        configuration.setSyncClientWaitFutureTimeoutInMillis(WHOLE_CALL_MILLIS);
        configuration.setRetryStrategy(retries);
        return client(source, configuration);
    }

    private static SyncClient client(DataSource.Tablestore source, ClientConfiguration configuration) {
        Credentials credentials = source.credentials();
        try {
            return new SyncClient(
                    source.endpoint(),
                    credentials.accessKeyId(),
                    credentials.accessKeySecret().reveal(),
                    source.instance(),
                    configuration,
                    credentials.securityToken().map(token -> token.reveal()).orElse(null));
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "ENDPOINT_INVALID",
                            "Data source `" + source.name()
                                    + "` has an endpoint or instance name that Tablestore's client" + " does not take: "
                                    + source.endpoint() + ", " + source.instance() + ".",
                            "Write the endpoint as http(s)://host[:port] without a path.")
                    .asException(e);
        }
    }
}

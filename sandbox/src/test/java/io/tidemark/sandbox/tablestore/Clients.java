package io.tidemark.sandbox.tablestore;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.NoRetryStrategy;

/** Official clients that say at once what is wrong, instead of trying for ten seconds. */
final class Clients {

    private Clients() {}

    static ClientConfiguration configuration() {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setRetryStrategy(new NoRetryStrategy());
        configuration.setEnableResponseContentMD5Checking(true);
        return configuration;
    }

    static SyncClient of(TablestoreServer server) {
        return of(server, "sandbox");
    }

    static SyncClient of(TablestoreServer server, String instance) {
        return new SyncClient(server.endpoint(), "sandbox-id", "sandbox-secret", instance, configuration());
    }
}

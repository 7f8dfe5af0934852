package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.InternalClient;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.CreateTableRequestEx;
import com.alicloud.openservices.tablestore.model.DefaultRetryStrategy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Where the tables are, and as whom. Its text form has no secret. */
record Connection(String endpoint, String instance, String accessId, String accessSecret) {

    private static final int RETRY_SECONDS = 3;

    SyncClient open() {
        return new SyncClient(endpoint, accessId, accessSecret, instance, configuration());
    }

    /** Makes a table with partitions, which only the client beneath the public one can ask for. */
    void create(CreateTableRequestEx request) {
        InternalClient client = new InternalClient(endpoint, accessId, accessSecret, instance, configuration());
        try {
            client.createTableEx(request, null).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted while the table was being created.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TableStoreException refused) {
                throw refused;
            }
            throw new ClientException(e.getMessage(), e);
        } finally {
            client.shutdown();
        }
    }

    @Override
    public String toString() {
        return endpoint + " " + instance;
    }

    private static ClientConfiguration configuration() {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setRetryStrategy(new DefaultRetryStrategy(RETRY_SECONDS, TimeUnit.SECONDS));
        return configuration;
    }
}

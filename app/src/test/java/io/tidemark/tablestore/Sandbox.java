package io.tidemark.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.sync.StreamSource;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A Tablestore server whose clock is turned by hand, the official client to fill it, and the connector under test. */
final class Sandbox implements AutoCloseable {
    static final String SECRET = "sandbox-secret";
    static final String TABLE = "orders";
    static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    final TablestoreServer server;
    final SyncClient client;

    Sandbox(UnaryOperator<TablestoreOptions> options) throws IOException {
        server = TablestoreServer.start(options.apply(TablestoreOptions.of(now::get)));
        client = new SyncClient(server.endpoint(), "sandbox-id", SECRET, "sandbox");
    }

    void turn(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    void createTable(boolean stream) {
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("id", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("line", PrimaryKeyType.INTEGER);
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        if (stream) {
            request.setStreamSpecification(new StreamSpecification(true, 24));
        }
        client.createTable(request);
    }

    static PrimaryKey key(String id) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromString(id))
                .addPrimaryKeyColumn("line", PrimaryKeyValue.fromLong(1))
                .build();
    }

    void write(String id) {
        RowPutChange change = new RowPutChange(TABLE, key(id));
        change.addColumn(new Column("v", ColumnValue.fromLong(1)));
        client.putRow(new PutRowRequest(change));
    }

    DataSource.Tablestore source() {
        return source(server.endpoint(), SECRET);
    }

    static DataSource.Tablestore source(String endpoint, String secret) {
        return source(endpoint, new Credentials("sandbox-id", new Secret(secret), Optional.empty()));
    }

    static DataSource.Tablestore source(String endpoint, Credentials credentials) {
        return new DataSource.Tablestore("shop", endpoint, "sandbox", credentials, Duration.ZERO);
    }

    static StreamSource open(DataSource.Tablestore source, int maxRetries) {
        return new TablestoreConnector().open(source, TABLE, maxRetries);
    }

    @Override
    public void close() {
        client.shutdown();
        server.close();
    }

    static void assertFailure(Runnable call, FailureKind kind, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.failure().kind()).isEqualTo(kind);
            assertThat(e.failure().sentence()).doesNotContain(SECRET).doesNotContain("sandbox-id");
        });
    }
}

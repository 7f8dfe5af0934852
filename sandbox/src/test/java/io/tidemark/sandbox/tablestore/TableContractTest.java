package io.tidemark.sandbox.tablestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.auth.DefaultCredentialProvider;
import com.alicloud.openservices.tablestore.core.auth.DefaultCredentials;
import com.alicloud.openservices.tablestore.core.auth.V4Credentials;
import com.alicloud.openservices.tablestore.model.AbortTransactionRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.ComputeSplitsBySizeRequest;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import com.alicloud.openservices.tablestore.model.UpdateTableResponse;
import io.tidemark.sandbox.http.PortInUseException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables, callers and instances, as the official client sees them. */
final class TableContractTest {

    private TablestoreServer server;
    private SyncClient client;

    @BeforeEach
    void start() throws IOException {
        server = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withInstances(Set.of("sandbox", "second")));
        client = Clients.of(server);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void aTableIsMadeDescribedListedChangedAndDeleted() {
        Samples.create(client, "t", new StreamSpecification(true, 24));
        assertThat(client.listTable().getTableNames()).containsExactly("t");
        DescribeTableResponse described = client.describeTable(new DescribeTableRequest("t"));
        assertThat(described.getTableMeta().getPrimaryKeyList()).hasSize(1);
        assertThat(described.getTableOptions().getMaxVersions()).isEqualTo(1);
        assertThat(described.getTableOptions().getTimeToLive()).isEqualTo(-1);
        assertThat(described.getStreamDetails().isEnableStream()).isTrue();
        assertThat(described.getStreamDetails().getExpirationTime()).isEqualTo(24);
        assertThat(described.getStreamDetails().getStreamId()).isEqualTo(Streams.id(client, "t"));

        UpdateTableRequest update = new UpdateTableRequest("t");
        update.setTableOptionsForUpdate(new TableOptions(86_400, 3));
        UpdateTableResponse updated = client.updateTable(update);
        assertThat(updated.getTableOptions().getMaxVersions()).isEqualTo(3);
        assertThat(updated.getTableOptions().getTimeToLive()).isEqualTo(86_400);

        client.deleteTable(new DeleteTableRequest("t"));
        assertThat(client.listTable().getTableNames()).isEmpty();
        assertRefused(
                "OTSObjectNotExist",
                "Requested table does not exist.",
                404,
                () -> client.describeTable(new DescribeTableRequest("t")));
        assertRefused(
                "OTSObjectNotExist",
                "Requested table does not exist.",
                404,
                () -> client.deleteTable(new DeleteTableRequest("t")));
    }

    @Test
    void wrongTablesAreRefused() {
        Samples.create(client, "t", new StreamSpecification(false));
        assertRefused(
                "OTSObjectAlreadyExist",
                "Requested table already exists.",
                409,
                () -> Samples.create(client, "t", new StreamSpecification(false)));
        assertRefused(
                "OTSParameterInvalid",
                "Invalid table name",
                400,
                () -> Samples.create(client, "1-t", new StreamSpecification(false)));
        assertRefused(
                "OTSParameterInvalid",
                "TimeToLive",
                400,
                () -> client.createTable(new CreateTableRequest(Samples.meta("u"), new TableOptions(10, 1))));
        assertRefused(
                "OTSParameterInvalid",
                "[1, 168]",
                400,
                () -> Samples.create(client, "u", new StreamSpecification(true, 169)));
    }

    @Test
    void callersAreProven() {
        assertRefused("OTSAuthFailed", "Signature mismatch.", 403, () -> list("sandbox-id", "wrong", "sandbox"));
        assertRefused(
                "OTSAuthFailed",
                "The AccessKeyID does not exist.",
                403,
                () -> list("nobody", "sandbox-secret", "sandbox"));
        assertRefused(
                "OTSObjectNotExist",
                "Requested instance does not exist.",
                404,
                () -> list("sandbox-id", "sandbox-secret", "third"));
    }

    @Test
    void instancesHaveTheirOwnTables() {
        Samples.create(client, "t", new StreamSpecification(false));
        SyncClient second = Clients.of(server, "second");
        try {
            assertThat(second.listTable().getTableNames()).isEmpty();
            Samples.create(second, "t", new StreamSpecification(false));
        } finally {
            second.shutdown();
        }
    }

    @Test
    void signaturesOfVersionFourAreVerified() {
        V4Credentials right = V4Credentials.createByServiceCredentials(
                new DefaultCredentials("sandbox-id", "sandbox-secret"), "cn-local");
        V4Credentials wrong =
                V4Credentials.createByServiceCredentials(new DefaultCredentials("sandbox-id", "wrong"), "cn-local");
        assertThat(list(right)).isZero();
        assertRefused("OTSAuthFailed", "Signature mismatch.", 403, () -> list(wrong));
    }

    @Test
    void bodiesAreDeflatedInBothDirections() {
        ClientConfiguration configuration = Clients.configuration();
        configuration.setEnableRequestCompression(true);
        configuration.setEnableResponseCompression(true);
        SyncClient deflating =
                new SyncClient(server.endpoint(), "sandbox-id", "sandbox-secret", "sandbox", configuration);
        try {
            Samples.create(deflating);
            RowPutChange put = Samples.put("a", 1);
            put.addColumn("text", ColumnValue.fromString("again ".repeat(10_000)));
            deflating.putRow(new PutRowRequest(put));
            assertThat(Samples.read(deflating, "a")
                            .getLatestColumn("text")
                            .getValue()
                            .asString())
                    .isEqualTo("again ".repeat(10_000));
        } finally {
            deflating.shutdown();
        }
    }

    @Test
    void splitPointsAreComputedBySize() {
        Samples.create(client);
        for (int i = 0; i < 30; i++) {
            Samples.write(client, "k" + i, i);
        }
        assertThat(client.computeSplitsBySize(new ComputeSplitsBySizeRequest(Samples.TABLE, 1, 500))
                        .getSplits())
                .hasSizeBetween(2, 10);
        assertThat(client.computeSplitsBySize(new ComputeSplitsBySizeRequest(Samples.TABLE, 1))
                        .getSplits())
                .hasSize(1);
    }

    @Test
    void whatIsNotOfferedIsNamed() {
        assertRefused(
                "OTSParameterInvalid",
                "Unsupported operation: AbortTransaction.",
                400,
                () -> client.abortTransaction(new AbortTransactionRequest("t")));
    }

    @Test
    void aPortInUseIsOneSentence() {
        assertThatThrownBy(() -> TablestoreServer.start(
                        TablestoreOptions.of(InstantSource.system()).withPort(server.port())))
                .isInstanceOf(PortInUseException.class);
    }

    private int list(V4Credentials credentials) {
        SyncClient signing = new SyncClient(
                server.endpoint(),
                new DefaultCredentialProvider(credentials),
                "sandbox",
                Clients.configuration(),
                null);
        try {
            return signing.listTable().getTableNames().size();
        } finally {
            signing.shutdown();
        }
    }

    private void list(String id, String secret, String instance) {
        SyncClient other = new SyncClient(server.endpoint(), id, secret, instance, Clients.configuration());
        try {
            other.listTable();
        } finally {
            other.shutdown();
        }
    }

    private static void assertRefused(String code, String message, int status, Runnable call) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(TableStoreException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo(code);
                    assertThat(e.getHttpStatus()).isEqualTo(status);
                });
    }
}

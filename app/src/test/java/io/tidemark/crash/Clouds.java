package io.tidemark.crash;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.OdpsException;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The two services in this process, with a table on each side. */
final class Clouds implements AutoCloseable {
    static final String TABLE = "changes";
    static final String COPY = "changes_copy";
    static final String OTHER_COPY = "changes_other_copy";
    static final String THIRD_COPY = "changes_third_copy";
    static final String STATUS_TABLE = "status";

    static final String ID = "sandbox-id";
    static final String SECRET = "sandbox-secret";

    final Faults faults;
    final SyncClient client;

    private final AtomicReference<Gate> gate = new AtomicReference<>(new Gate());
    private final TablestoreServer tablestore;
    private final MaxComputeServer maxCompute;
    private final Bystander side;

    /** Where the two services are. */
    record Ends(String tablestore, String maxCompute) {
        DataSource.Tablestore source() {
            return new DataSource.Tablestore("ots", tablestore, "sandbox", credentials(), Duration.ZERO);
        }

        DataSource.MaxCompute target() {
            return new DataSource.MaxCompute(
                    "odps", maxCompute, Optional.of(maxCompute), "sandbox", credentials(), Optional.empty());
        }

        private static Credentials credentials() {
            return new Credentials(ID, new Secret(SECRET), Optional.empty());
        }
    }

    Clouds(long seed, int shards) throws IOException, OdpsException {
        this(seed, shards, Duration.ZERO);
    }

    /** Changes carry the time of a clock that is behind. */
    Clouds(long seed, int shards, Duration behind) throws IOException, OdpsException {
        faults = new Faults(seed, this::await);
        InstantSource clock = InstantSource.system();
        tablestore = TablestoreServer.start(
                TablestoreOptions.of(() -> clock.instant().minus(behind))
                        .withInitialShards(shards)
                        .withFaults(faults));
        maxCompute = MaxComputeServer.start(MaxComputeOptions.of(clock).withFaults(faults));
        side = new Bystander(ends());
        client = side.client;
        side.createTables();
    }

    private void await(Duration time) throws InterruptedException {
        if (Gate.isMeantBy(time)) {
            gate.get().hold();
        } else {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    Ends ends() {
        return new Ends(tablestore.endpoint(), maxCompute.endpoint());
    }

    /** A gate for the next call that a rule of {@link Gate} stops. */
    Gate gate(FaultRule rule) {
        Gate next = new Gate();
        gate.set(next);
        faults.add(rule);
        return next;
    }

    /** Takes rules away that are like this one. */
    void drop(FaultRule rule) {
        faults.rules().stream().filter(added -> added.rule().equals(rule)).forEach(added -> faults.remove(added.id()));
    }

    /** All rows of {@link #COPY} by partition, as {@code h|k|n|s}. */
    Map<String, List<String>> rows() throws OdpsException, IOException {
        return rows(COPY);
    }

    Map<String, List<String>> rows(String copy) throws OdpsException, IOException {
        return side.rows(copy);
    }

    @Override
    public void close() throws IOException {
        gate.get().open();
        side.close();
        maxCompute.close();
        tablestore.close();
    }
}

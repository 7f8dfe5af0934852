package io.tidemark.sandbox;

import io.tidemark.sandbox.admin.AdminServer;
import io.tidemark.sandbox.admin.Controls;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.http.PortInUseException;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.replay.Replay;
import io.tidemark.sandbox.replay.Services;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.sandbox.tablestore.table.Store;
import io.tidemark.sandbox.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both servers, the admin port, and the lock on the data. Thread-safe. */
final class RunningSandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSandbox.class);

    /** What has been opened, the latest first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private String tablestoreEndpoint = "";
    private String maxComputeEndpoint = "";
    private Optional<String> adminEndpoint = Optional.empty();

    private RunningSandbox() {}

    /**
     * Starts both, and the admin port if it is asked for; they accept calls when this returns.
     *
     * @throws BadInputException when the data directory or a port is in use or cannot be used
     */
    static RunningSandbox start(SandboxPlan plan) throws IOException {
        RunningSandbox sandbox = new RunningSandbox();
        VirtualClock clock = new VirtualClock(plan.clock());
        Faults faults = new Faults(plan.seed(), plan.waiting());
        try {
            if (plan.data() != null) {
                sandbox.open.push(DataLock.take(plan.data()));
            }
            Store tables = sandbox.startTablestore(plan, clock, faults);
            sandbox.startMaxCompute(plan, clock, faults);
            if (plan.adminPort() != null) {
                sandbox.startAdmin(plan.adminPort(), new Controls(faults, clock, tables));
            }
            return sandbox;
        } catch (IOException e) {
            sandbox.close();
            throw plan.data() == null ? e : DataRefusal.of(plan.data(), e);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private Store startTablestore(SandboxPlan plan, InstantSource clock, Faults faults) throws IOException {
        TablestoreOptions options = TablestoreOptions.of(clock)
                .withPort(plan.tablestorePort())
                .withInstances(plan.instances())
                .withFaults(faults);
        Path data = plan.data();
        try {
            TablestoreServer server = TablestoreServer.start(
                    data == null ? options : options.withDataDirectory(data.resolve("tablestore")));
            open.push(server);
            tablestoreEndpoint = server.endpoint();
            return server.store();
        } catch (PortInUseException e) {
            throw inUse(plan.tablestorePort(), "--tablestore-port");
        }
    }

    private void startMaxCompute(SandboxPlan plan, InstantSource clock, Faults faults) throws IOException {
        MaxComputeOptions options =
                MaxComputeOptions.of(clock).withPort(plan.maxComputePort()).withFaults(faults);
        Path data = plan.data();
        try {
            MaxComputeServer server = MaxComputeServer.start(
                    data == null ? options : options.withDataDirectory(data.resolve("maxcompute")));
            open.push(server);
            maxComputeEndpoint = server.endpoint();
        } catch (PortInUseException e) {
            throw inUse(plan.maxComputePort(), "--maxcompute-port");
        }
    }

    private void startAdmin(int port, Controls controls) throws IOException {
        try {
            AdminServer server = AdminServer.start(port, controls);
            open.push(server);
            adminEndpoint = Optional.of(server.endpoint());
        } catch (PortInUseException e) {
            throw inUse(port, "--admin-port");
        }
    }

    /** Keeps a week of earthquakes coming into Tablestore until this is closed. */
    synchronized void replayEarthquakes(InstantSource clock) {
        Services services = new Services(
                tablestoreEndpoint, "sandbox", maxComputeEndpoint, "sandbox", "sandbox-id", "sandbox-secret");
        open.push(Replay.start(services, clock));
    }

    private static BadInputException inUse(int port, String option) {
        return new BadInputException("Port " + port + " on 127.0.0.1 is in use: stop the process that listens there,"
                + " or choose another port with " + option + ".");
    }

    String tablestoreEndpoint() {
        return tablestoreEndpoint;
    }

    String maxComputeEndpoint() {
        return maxComputeEndpoint;
    }

    /** Empty when no admin port was asked for. */
    Optional<String> adminEndpoint() {
        return adminEndpoint;
    }

    /** Closes what is open, the latest first. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the sandbox could not be closed; the process ends all the same.", e);
            }
        }
    }
}

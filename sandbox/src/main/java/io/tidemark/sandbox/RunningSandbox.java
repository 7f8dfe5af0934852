package io.tidemark.sandbox;

import io.tidemark.sandbox.http.PortInUseException;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.replay.Replay;
import io.tidemark.sandbox.replay.Services;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both servers and the lock on their data. Thread-safe. */
final class RunningSandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSandbox.class);

    /** What has been opened, the latest first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private String tablestoreEndpoint = "";
    private String maxComputeEndpoint = "";

    private RunningSandbox() {}

    /**
     * Starts both; they accept calls when this returns.
     *
     * @param data {@code null} for nothing to be kept
     * @param instances of Tablestore that exist
     * @throws BadInputException when the data directory or a port is in use
     */
    static RunningSandbox start(
            @Nullable Path data, Set<String> instances, int tablestorePort, int maxComputePort, InstantSource clock)
            throws IOException {
        RunningSandbox sandbox = new RunningSandbox();
        try {
            if (data != null) {
                sandbox.open.push(DataLock.take(data));
            }
            sandbox.startTablestore(data, instances, tablestorePort, clock);
            sandbox.startMaxCompute(data, maxComputePort, clock);
            return sandbox;
        } catch (IOException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private void startTablestore(@Nullable Path data, Set<String> instances, int port, InstantSource clock)
            throws IOException {
        TablestoreOptions options = TablestoreOptions.of(clock).withPort(port).withInstances(instances);
        try {
            TablestoreServer server = TablestoreServer.start(
                    data == null ? options : options.withDataDirectory(data.resolve("tablestore")));
            open.push(server);
            tablestoreEndpoint = server.endpoint();
        } catch (PortInUseException e) {
            throw inUse(port, "--tablestore-port");
        }
    }

    private void startMaxCompute(@Nullable Path data, int port, InstantSource clock) throws IOException {
        MaxComputeOptions options = MaxComputeOptions.of(clock).withPort(port);
        try {
            MaxComputeServer server = MaxComputeServer.start(
                    data == null ? options : options.withDataDirectory(data.resolve("maxcompute")));
            open.push(server);
            maxComputeEndpoint = server.endpoint();
        } catch (PortInUseException e) {
            throw inUse(port, "--maxcompute-port");
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

package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.http.SandboxServer;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.query.Instances;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A MaxCompute project on 127.0.0.1 that official clients talk to: control plane, SQL and batch tunnel on one port. One
 * process at a time may use a data folder; the caller sees to that. Thread-safe.
 */
public final class MaxComputeServer implements AutoCloseable {
    /** What stands in front of every path of the control plane, as in the cloud. */
    static final String PREFIX = "/api";

    private final Workspace workspace;
    private final Catalog catalog;
    private final Instances instances;
    private final SandboxServer http;

    private MaxComputeServer(Workspace workspace, Catalog catalog, Instances instances, SandboxServer http) {
        this.workspace = workspace;
        this.catalog = catalog;
        this.instances = instances;
        this.http = http;
    }

    /**
     * Opens the data folder and starts to listen; requests are accepted when this returns.
     *
     * @throws io.tidemark.sandbox.http.PortInUseException when somebody else listens on that port
     */
    public static MaxComputeServer start(MaxComputeOptions options) throws IOException {
        Workspace workspace = Workspace.open(options.dataDirectory());
        try {
            return start(options, workspace);
        } catch (IOException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    private static MaxComputeServer start(MaxComputeOptions options, Workspace workspace) throws IOException {
        Path data = workspace.data();
        Catalog catalog = Catalog.open(data, options.clock());
        Instances instances = new Instances(catalog, options.project(), workspace.results(), options.clock());
        try {
            Mishaps mishaps = new Mishaps(options.faults(), catalog, options.clock());
            Router router = new Router(options, mishaps, Resources.of(options, catalog, instances));
            SandboxServer http = SandboxServer.start("maxcompute", options.port(), router);
            return new MaxComputeServer(workspace, catalog, instances, http);
        } catch (IOException | RuntimeException e) {
            instances.close();
            catalog.close();
            throw e;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** What clients set as endpoint; also good as tunnel endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + port() + PREFIX;
    }

    /** Stops listening; what was acknowledged stays in the data folder, if one was given. */
    @Override
    public void close() throws IOException {
        http.close();
        instances.close();
        catalog.close();
        workspace.close();
    }
}

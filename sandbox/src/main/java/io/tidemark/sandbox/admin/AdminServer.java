package io.tidemark.sandbox.admin;

import io.tidemark.sandbox.http.SandboxServer;
import java.io.IOException;

/** The admin port on 127.0.0.1. Thread-safe. */
public final class AdminServer implements AutoCloseable {

    private final SandboxServer http;

    private AdminServer(SandboxServer http) {
        this.http = http;
    }

    /**
     * Starts a server that accepts calls when this returns.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @throws io.tidemark.sandbox.http.PortInUseException if somebody else listens on that port
     */
    public static AdminServer start(int port, Controls controls) throws IOException {
        return new AdminServer(SandboxServer.start("admin", port, new AdminDoor(controls)));
    }

    /** What commands give as its address. */
    public String endpoint() {
        return "http://127.0.0.1:" + http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}

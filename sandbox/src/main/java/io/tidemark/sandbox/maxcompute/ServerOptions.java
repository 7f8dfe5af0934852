package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.maxcompute.access.Credentials;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param port 0 for any that is free
 * @param data the folder that keeps the tables; empty for one that is deleted at the end
 * @param zone in which SQL reads and shows times when a client names none
 */
public record ServerOptions(
        int port,
        Optional<Path> data,
        Credentials credentials,
        String project,
        InstantSource clock,
        RecommitPolicy recommit,
        ZoneId zone) {

    /** The fixed values of the sandbox on any free port, keeping nothing. */
    public static ServerOptions defaults() {
        return new ServerOptions(
                0,
                Optional.empty(),
                Credentials.of("sandbox-id", "sandbox-secret"),
                "sandbox",
                InstantSource.system(),
                RecommitPolicy.REPEATABLE,
                ZoneId.of("Asia/Shanghai"));
    }

    public ServerOptions withPort(int newPort) {
        return new ServerOptions(newPort, data, credentials, project, clock, recommit, zone);
    }

    public ServerOptions withData(Path folder) {
        return new ServerOptions(port, Optional.of(folder), credentials, project, clock, recommit, zone);
    }

    public ServerOptions withCredentials(Credentials newCredentials) {
        return new ServerOptions(port, data, newCredentials, project, clock, recommit, zone);
    }

    public ServerOptions withClock(InstantSource newClock) {
        return new ServerOptions(port, data, credentials, project, newClock, recommit, zone);
    }

    public ServerOptions withRecommit(RecommitPolicy newRecommit) {
        return new ServerOptions(port, data, credentials, project, clock, newRecommit, zone);
    }
}

package io.tidemark.console;

import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** What is listened on, known once the server has started. Thread-safe. */
final class Ports {
    private volatile @Nullable ServerConnector main;
    private volatile @Nullable ServerConnector local;

    /** Remembers the console's connector. */
    ServerConnector main(ServerConnector connector) {
        main = connector;
        return connector;
    }

    /** Remembers the connector for commands of this machine. */
    ServerConnector local(ServerConnector connector) {
        local = connector;
        return connector;
    }

    int main() {
        return port(main);
    }

    /** That of the commands of this machine, which is the console's where there is no other. */
    int local() {
        return hasLocal() ? port(local) : main();
    }

    boolean hasLocal() {
        return local != null;
    }

    private static int port(@Nullable ServerConnector connector) {
        if (connector == null) {
            throw new IllegalStateException("the server has not been set up");
        }
        return connector.getLocalPort();
    }
}

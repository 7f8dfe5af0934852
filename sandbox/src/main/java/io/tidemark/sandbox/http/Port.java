package io.tidemark.sandbox.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server listens, and how it goes away for a while as if its machine did. Thread-safe. */
final class Port {

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);

    private final ServerConnector connector;
    private @Nullable Thread closing;
    private boolean over;

    Port(ServerConnector connector) {
        this.connector = connector;
    }

    /** Ends the connection of a request in such a way that the client sees it reset, not ended. */
    static void reset(Request request) {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        if (end.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.debug("The connection was closed before it could be reset.", e);
            }
        }
        end.close();
    }

    /** Breaks all connections and refuses new ones until this is over. One that is closed already stays so. */
    synchronized void closeUntil(Hold until) {
        if (over || closing != null) {
            return;
        }
        closing = new Thread(() -> closed(until), "sandbox-port-closed");
        closing.setDaemon(true);
        closing.start();
    }

    private void closed(Hold until) {
        try {
            connector.stop();
            until.await();
            reopen();
        } catch (Exception e) {
            failed(e);
        }
    }

    private synchronized void failed(Exception e) {
        if (!over) {
            LOG.error("Port {} stays closed: start the sandbox again.", connector.getPort(), e);
        }
    }

    private synchronized void reopen() throws Exception {
        closing = null;
        if (!over) {
            connector.start();
        }
    }

    /** Never opens again. */
    synchronized void end() {
        over = true;
        if (closing != null) {
            closing.interrupt();
        }
    }
}

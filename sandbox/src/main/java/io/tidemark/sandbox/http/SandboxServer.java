package io.tidemark.sandbox.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP/1.1 server on 127.0.0.1 that gives every request to one handler. Safe for use by many threads. */
public final class SandboxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    /** Handlers block (they read bodies and files), so there are many more threads than processors. */
    private static final int THREADS = 256;

    private static final int HEAD_BYTES = 64 * 1024;
    private static final long IDLE_MILLIS = 300_000;

    private final Server server;
    private final ServerConnector connector;
    private final Port port;

    private SandboxServer(Server server, ServerConnector connector, Port port) {
        this.server = server;
        this.connector = connector;
        this.port = port;
    }

    /**
     * Starts a server that accepts requests when this returns.
     *
     * @param name the prefix of its threads' names
     * @param port 1 to 65535, or 0 for any free one
     * @throws PortInUseException if somebody else listens on that port
     * @throws IOException if it cannot be bound for another reason
     */
    public static SandboxServer start(String name, int port, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 8);
        threads.setName(name);
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new Connector(server, new HttpConnectionFactory(configuration()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptedTcpNoDelay(true);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        Port reach = new Port(connector);
        server.setHandler(new Door(handler, reach));
        SandboxServer started = new SandboxServer(server, connector, reach);
        try {
            server.start();
            connector.setPort(connector.getLocalPort());
            return started;
        } catch (Exception e) {
            started.close();
            throw failedToStart(port, e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        // Set once it is known: while the port is closed for a while, nothing listens on it.
        return connector.getPort();
    }

    /** Stops listening and breaks what is open; returns when the port is free. */
    @Override
    public void close() {
        port.end();
        try {
            server.stop();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException("The server did not stop.", e));
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEAD_BYTES);
        // Values are signed: a cached spelling of the same header must not take the place of what was sent.
        http.setHeaderCacheCaseSensitive(true);
        // Handlers get the path as sent and route on it themselves, so escapes that a servlet would fear are fine.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private static IOException failedToStart(int port, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new PortInUseException(port);
            }
        }
        return new IOException("The server could not start on 127.0.0.1, port " + port + ": " + e.getMessage(), e);
    }

    /** Between Jetty's callbacks and the handler. */
    private static final class Door extends org.eclipse.jetty.server.Handler.Abstract {

        private final Handler handler;
        private final Port port;

        Door(Handler handler, Port port) {
            this.handler = handler;
            this.port = port;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange exchange = new Exchange(request, response, port);
            try {
                handler.handle(exchange);
                if (!exchange.isAnswered()) {
                    throw new IllegalStateException("The handler left the request unanswered.");
                }
                if (exchange.isBroken()) {
                    callback.failed(new EOFException("The answer ends here on purpose."));
                } else {
                    callback.succeeded();
                }
            } catch (Exception e) {
                refuse(exchange, e, callback);
            }
            return true;
        }

        private static void refuse(Exchange exchange, Exception e, Callback callback) {
            if (exchange.isAnswered()) {
                LOG.debug("The answer to {} {} broke off.", exchange.method(), exchange.path(), e);
                callback.failed(e);
                return;
            }
            LOG.error("{} {} failed; the client got status 500.", exchange.method(), exchange.path(), e);
            try {
                exchange.answer(500, new Headers(), new byte[0]);
                callback.succeeded();
            } catch (IOException gone) {
                callback.failed(gone);
            }
        }
    }
}

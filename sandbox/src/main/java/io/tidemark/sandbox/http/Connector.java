package io.tidemark.sandbox.http;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's connector closes the connections that it serves when it stops, but what is accepted in that very moment is forgotten, by
 * Jetty or by Java: such a client would wait for ever. This one closes everything. Thread-safe.
 */
final class Connector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private final Set<SelectableChannel> open = ConcurrentHashMap.newKeySet();

    Connector(Server server, ConnectionFactory factory) {
        super(server, factory);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        SelectorManager manager = new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel, @Nullable Object attachment) {
                open.add(channel);
                if (Connector.this.isRunning()) {
                    super.accept(channel, attachment);
                } else {
                    forget(channel);
                }
            }
        };
        manager.addEventListener(new SelectorManager.AcceptListener() {
            @Override
            public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
                open.remove(channel);
            }

            @Override
            public void onClosed(SelectableChannel channel) {
                open.remove(channel);
            }
        });
        return manager;
    }

    /** A thread that is interrupted while it accepts loses the connection; the closed port ends it as well. */
    @Override
    protected void interruptAcceptors() {}

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        open.forEach(this::forget);
    }

    private void forget(SelectableChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection was gone before it was closed.", e);
        }
    }
}

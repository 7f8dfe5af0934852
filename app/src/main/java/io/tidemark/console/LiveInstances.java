package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Desk;
import io.tidemark.workflow.KnownSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who listen how instances go on, until these have ended or nobody listens any more. Thread-safe. */
final class LiveInstances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveInstances.class);
    private static final int MOST = 100;
    private static final long LOOK_MILLIS = 1_000;

    /** A beat shows which clients have gone, and keeps proxies from giving up an idle connection. */
    private static final int LOOKS_A_BEAT = 5;

    private final Desk desk;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(LiveInstances::daemon);

    /** One a listener at most: a client that takes nothing must not keep the others waiting. */
    private final ExecutorService tellers = Executors.newCachedThreadPool(LiveInstances::daemon);

    private final Future<?> looking;

    LiveInstances(Desk desk) {
        this.desk = desk;
        looking = looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "console-live");
        thread.setDaemon(true);
        return thread;
    }

    /** Whoever listens to one instance. Its feed is used by one thread at a time. */
    private static final class Listener {
        private final InstanceFeed feed;
        private final EventStream stream;
        private final BooleanSupplier mayStay;
        private final AtomicBoolean busy = new AtomicBoolean(true);
        private int looks;

        Listener(InstanceFeed feed, EventStream stream, BooleanSupplier mayStay) {
            this.feed = feed;
            this.stream = stream;
            this.mayStay = mayStay;
        }
    }

    /**
     * Answers with a stream of events.
     *
     * @param mayStay whether whoever listens still may; asked every few seconds
     * @throws io.tidemark.attempt.FailureException USER {@code INSTANCE_UNKNOWN}; LIMIT {@code TOO_MANY_STREAMS}
     */
    void stream(Context context, InstanceId id, BooleanSupplier mayStay) throws IOException {
        if (listeners.size() >= MOST) {
            throw Failure.limit(
                            "TOO_MANY_STREAMS",
                            MOST + " streams of events are open already.",
                            "Close some, or ask for the log in intervals.")
                    .asException();
        }
        InstanceFeed feed = new InstanceFeed(desk, id, Optional.ofNullable(context.header("Last-Event-ID")));
        List<InstanceFeed.Event> first = feed.next();
        EventStream stream = new EventStream();
        Listener listener = new Listener(feed, stream, mayStay);
        context.res().setContentType("text/event-stream;charset=utf-8");
        context.res().setHeader("Cache-Control", "no-store");
        context.res().flushBuffer();
        stream.open(context.res().getOutputStream());
        listeners.add(listener);
        context.future(() -> stream.ended().thenRun(() -> listeners.remove(listener)));
        tell(listener, first);
        listener.busy.set(false);
    }

    private void look() {
        for (Listener listener : listeners) {
            if (listener.busy.compareAndSet(false, true)) {
                tellers.execute(() -> {
                    try {
                        goOn(listener);
                    } finally {
                        listener.busy.set(false);
                    }
                });
            }
        }
    }

    private void goOn(Listener listener) {
        try {
            listener.looks++;
            if (listener.looks % LOOKS_A_BEAT == 0 && !(listener.stream.beat() && listener.mayStay.getAsBoolean())) {
                listener.stream.close();
                return;
            }
            tell(listener, listener.feed.next());
        } catch (FailureException e) {
            LOG.debug("A live instance is told no further: {}", e.getMessage());
            listener.stream.close();
        } catch (RuntimeException e) {
            LOG.warn("A live instance could not be looked at and will be within seconds: {}", e.toString());
        }
    }

    private void tell(Listener listener, List<InstanceFeed.Event> events) {
        try {
            for (InstanceFeed.Event event : events) {
                listener.stream.write(KnownSecrets.masked(event.toString()).getBytes(StandardCharsets.UTF_8));
            }
            if (!events.isEmpty()) {
                listener.stream.flush();
            }
            if (listener.feed.ended()) {
                listener.stream.close();
            }
        } catch (IOException gone) {
            listener.stream.close();
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        looking.cancel(false);
        looks.shutdown();
        listeners.forEach(listener -> listener.stream.close());
        tellers.shutdown();
    }
}

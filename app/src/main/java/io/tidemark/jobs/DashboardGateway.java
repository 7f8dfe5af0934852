package io.tidemark.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.sse.SseExchange;
import org.jobrunr.jobs.states.IllegalJobStateChangeException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;

/**
 * JobRunr's dashboard as handlers for somebody else's HTTP server; JobRunr's own would listen on every interface. They check
 * nobody: whoever mounts them guards them, and replaces the body of every answer from 400 on, because JobRunr puts stack traces
 * there. Nothing here changes a job: buttons are decisions about instances, and 409 answers what is not possible. Thread-safe.
 */
public final class DashboardGateway implements AutoCloseable {
    /**
     * Attribute of an exchange of {@code /sse}: a {@link Runnable} that releases what the stream holds here, to be run when its
     * client has gone. JobRunr notices that by itself only with the next change that it has to send.
     */
    public static final String ON_DISCONNECT = "io.tidemark.jobs.onDisconnect";

    /** Attribute of an exchange that was answered with 403 or 409: why, in a sentence. */
    public static final String REFUSAL = "io.tidemark.jobs.refusal";

    /** Attribute of an exchange, to be set before it is handled: the {@link io.tidemark.access.Actor} whose request it is. */
    public static final String ACTOR = "io.tidemark.jobs.actor";

    private final JobRunrSseHandler events;
    private final Map<String, HttpHandler> handlers;

    public DashboardGateway(JobQueue queue, JobDesk desk) {
        StorageProvider shown = ShownJobs.of(queue.storage(), new ExpectedJobs(desk));
        JobRunrApiHandler api = new JobRunrApiHandler(shown, queue.json(), false);
        api.withExceptionMapping(ShownJobs.RefusedException.class, (e, response) -> response.statusCode(409));
        api.withExceptionMapping(IllegalJobStateChangeException.class, (e, response) -> response.statusCode(409));
        api.withExceptionMapping(IllegalArgumentException.class, (e, response) -> response.statusCode(400));
        events = new Events(shown, queue.json());
        handlers = Map.of(
                "/dashboard", new JobRunrStaticFileHandler(), "/api", new DashboardApi(desk, api), "/sse", events);
    }

    /** By the path that each must be mounted at, at the root of the origin: the pages have these paths written in. */
    public Map<String, HttpHandler> handlers() {
        return handlers;
    }

    /** Ends all open event streams. */
    @Override
    public void close() {
        events.close();
    }

    private static final class Events extends JobRunrSseHandler {
        Events(StorageProvider storage, JsonMapper json) {
            super(storage, json);
        }

        @Override
        protected SseExchange createSseExchange(HttpExchange exchange) throws IOException {
            SseExchange events = super.createSseExchange(exchange);
            exchange.setAttribute(ON_DISCONNECT, (Runnable) events::close);
            return events;
        }
    }
}

package io.tidemark.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of our requests as the JDK's HTTP server would hand it to a handler. An ordinary answer is held back until the handler is
 * done, so that it can still be replaced; a stream of events goes out as it comes.
 */
final class DashboardExchange extends HttpExchange {
    private final Context context;
    private final URI uri;
    private final boolean wantsEvents;
    private final Headers requestHeaders = new Headers();
    private final Headers responseHeaders = new Headers();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, Object> attributes = new HashMap<>();
    private final EventStream events = new EventStream();
    private int status = -1;

    /**
     * Wraps a request.
     *
     * @param wantsEvents whether an answer of 200 is a stream of events
     */
    DashboardExchange(Context context, URI uri, boolean wantsEvents) {
        this.context = context;
        this.uri = uri;
        this.wantsEvents = wantsEvents;
        context.headerMap().forEach(requestHeaders::set);
    }

    /** The stream, if the handler has begun one. */
    @Nullable
    EventStream events() {
        return wantsEvents && status == 200 ? events : null;
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return uri;
    }

    @Override
    public String getRequestMethod() {
        return context.method().name();
    }

    @Override
    public InputStream getRequestBody() {
        return context.bodyInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
        return wantsEvents ? events : body;
    }

    /** The last call counts: a handler that fails half-way starts over with an error. */
    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        status = code;
        if (events() != null) {
            HttpServletResponse response = context.res();
            response.setStatus(code);
            response.setContentType("text/event-stream;charset=utf-8");
            response.flushBuffer();
            events.open(response.getOutputStream());
        }
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public void close() {
        // The answer is sent, and the connection kept or closed, by the server around us.
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return new InetSocketAddress(
                context.req().getRemoteAddr(), context.req().getRemotePort());
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return new InetSocketAddress(context.req().getLocalAddr(), context.req().getLocalPort());
    }

    @Override
    public String getProtocol() {
        return context.req().getProtocol();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException("there is no context of the JDK's server here");
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException("filters of the JDK's server are not used here");
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return null;
    }
}

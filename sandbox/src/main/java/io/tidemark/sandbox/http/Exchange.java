package io.tidemark.sandbox.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Belongs to the thread of its handler. */
public final class Exchange {

    private static final int STREAM_BUFFER = 64 * 1024;

    private final Request request;
    private final Response response;
    private final Query query;
    private boolean answered;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
        this.query = Query.parse(request.getHttpURI().getQuery());
    }

    /** The method in capitals. */
    public String method() {
        return request.getMethod();
    }

    /** The path as it was sent: it starts with a slash, percent escapes are kept, there is no query in it. */
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "/" : path;
    }

    public Query query() {
        return query;
    }

    /** The value of a header whatever the case of its name, the first if it was sent twice; {@code null} without it. */
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /** All headers in the order sent, names in lower case; the values of a repeated name are joined by a comma. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b);
        }
        return headers;
    }

    /** The body as it arrives, chunked or not. Reading blocks. */
    public InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /**
     * The whole body.
     *
     * @param cap the longest body taken, in bytes
     * @throws BodyTooLargeException if it is longer; nothing beyond the cap is kept
     */
    public byte[] body(int cap) throws IOException {
        long declared = request.getLength();
        if (declared > cap) {
            throw new BodyTooLargeException(cap);
        }
        try (InputStream body = body()) {
            if (declared >= 0) {
                byte[] whole = new byte[(int) declared];
                int read = body.readNBytes(whole, 0, whole.length);
                return read == whole.length ? whole : Arrays.copyOf(whole, read);
            }
            byte[] read = body.readNBytes(cap);
            if (body.read() >= 0) {
                throw new BodyTooLargeException(cap);
            }
            return read;
        }
    }

    /** Answers at once, with the content length set. */
    public void answer(int status, Headers headers, byte[] body) throws IOException {
        begin(status, headers);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    /**
     * Answers with a body of a length that need not be known yet: chunked, unless the headers name its length. The
     * answer is complete when the stream is closed.
     */
    public OutputStream answer(int status, Headers headers) {
        begin(status, headers);
        return new BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BUFFER);
    }

    boolean isAnswered() {
        return answered;
    }

    private void begin(int status, Headers headers) {
        if (answered) {
            throw new IllegalStateException("This request was answered already.");
        }
        answered = true;
        response.setStatus(status);
        for (Headers.Line line : headers.lines()) {
            response.getHeaders().add(new HttpField(line.name(), line.value()));
        }
    }
}

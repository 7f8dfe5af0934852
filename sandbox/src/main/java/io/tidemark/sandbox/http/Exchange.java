package io.tidemark.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    private final Request request;
    private final Response response;
    private final Port port;
    private final Query query;
    private final Outgoing outgoing;
    private int cut;

    Exchange(Request request, Response response, Port port) {
        this.request = request;
        this.response = response;
        this.port = port;
        this.query = Query.parse(request.getHttpURI().getQuery());
        this.outgoing = new Outgoing(response, () -> Port.reset(request));
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
        InputStream body = Content.Source.asInputStream(request);
        return cut == 0 ? body : new CutInput(body, cut);
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

    /** Reads the rest of the body away: a client that is still sending would not see an answer. */
    public void drain() {
        try {
            Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client is gone or its body is broken: it gets the answer if it can.
            return;
        }
    }

    /** Answers at once, with the content length set. */
    public void answer(int status, Headers headers, byte[] body) throws IOException {
        outgoing.send(status, headers, body);
    }

    /**
     * Answers with a body of a length that need not be known yet: chunked, unless the headers name its length. The
     * answer is complete when the stream is closed.
     */
    public OutputStream answer(int status, Headers headers) throws IOException {
        return outgoing.stream(status, headers);
    }

    /** Resets the connection in place of an answer. */
    public void reset() {
        outgoing.reset();
    }

    /** Says what becomes of the answer that is still to be made. */
    public void endWith(Ending ending) {
        outgoing.endWith(ending);
    }

    /** Keeps the answer that is still to be made until this is over. */
    public void holdAnswer(Hold hold) {
        outgoing.holdWith(hold);
    }

    /** Makes the answer that is still to be made carry this date, as HTTP writes it. */
    public void date(String date) {
        response.getHeaders().put(HttpHeader.DATE, date);
    }

    /** Makes the body that is still to be read end so many bytes too early. */
    public void cutBody(int bytes) {
        cut = bytes;
    }

    /** Breaks all connections of the server and refuses new ones until this is over. Returns before it is. */
    public void closePort(Hold until) {
        port.closeUntil(until);
    }

    boolean isAnswered() {
        return outgoing.isAnswered();
    }

    boolean isBroken() {
        return outgoing.isBroken();
    }
}

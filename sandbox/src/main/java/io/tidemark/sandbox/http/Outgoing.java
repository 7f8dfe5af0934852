package io.tidemark.sandbox.http;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** The answer of one exchange on its way out, and what becomes of it there. Belongs to the thread of the handler. */
final class Outgoing {

    private static final int STREAM_BUFFER = 64 * 1024;

    private final Response response;
    private final Runnable reset;
    private Ending ending = Ending.WHOLE;
    private Hold hold = () -> {};
    private boolean answered;
    private boolean broken;

    /** @param reset resets the connection */
    Outgoing(Response response, Runnable reset) {
        this.response = response;
        this.reset = reset;
    }

    void endWith(Ending wanted) {
        ending = wanted;
    }

    void holdWith(Hold wanted) {
        hold = wanted;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether the connection is to end without the rest of an answer. */
    boolean isBroken() {
        return broken;
    }

    void reset() {
        answer();
        breakNow();
    }

    void send(int status, Headers headers, byte[] body) throws IOException {
        answer();
        hold.await();
        // Of a body that cannot be halved the head alone would be the whole answer.
        if (ending.equals(Ending.LOST) || (ending.equals(Ending.HALF) && body.length < 2)) {
            breakNow();
        } else if (ending.equals(Ending.HALF)) {
            head(status, headers);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            broken = true;
            Content.Sink.write(response, false, ByteBuffer.wrap(body, 0, body.length / 2));
        } else if (ending instanceof Ending.Instead instead) {
            write(instead.status(), instead.headers(), instead.body());
        } else {
            write(status, headers, body);
        }
    }

    OutputStream stream(int status, Headers headers) throws IOException {
        answer();
        hold.await();
        if (ending.equals(Ending.LOST)) {
            return closing(this::breakNow);
        }
        if (ending instanceof Ending.Instead instead) {
            return closing(() -> write(instead.status(), instead.headers(), instead.body()));
        }
        head(status, headers);
        OutputStream out = Content.Sink.asOutputStream(response);
        broken = ending.equals(Ending.HALF);
        return broken ? new HalfOutput(out) : new BufferedOutputStream(out, STREAM_BUFFER);
    }

    private interface Close {
        void close() throws IOException;
    }

    /** A stream that leads nowhere, and does something else at its end. */
    private static OutputStream closing(Close close) {
        return new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void close() throws IOException {
                close.close();
            }
        };
    }

    private void answer() {
        if (answered) {
            throw new IllegalStateException("This request was answered already.");
        }
        answered = true;
    }

    private void breakNow() {
        broken = true;
        reset.run();
    }

    private void write(int status, Headers headers, byte[] body) throws IOException {
        head(status, headers);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    private void head(int status, Headers headers) {
        response.setStatus(status);
        for (Headers.Line line : headers.lines()) {
            response.getHeaders().add(new HttpField(line.name(), line.value()));
        }
    }
}

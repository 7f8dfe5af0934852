package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.record.Codec;
import io.tidemark.sandbox.maxcompute.record.RecordWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for rows. It ends as HTTP wants it only when {@link #finish} was called: clients take a body
 * that ends well for whole, even without a trailer, so a failure has to break the connection.
 */
final class RowStream implements AutoCloseable {
    private final Call call;
    private @Nullable Tap tap;
    private @Nullable OutputStream encoder;

    RowStream(Call call) {
        this.call = call;
    }

    /** Begins the answer in the codec that the client asks for, or not compressed when that is none we know. */
    RecordWriter open() throws IOException {
        Codec codec = Codec.of(call.header("Accept-Encoding")).orElse(Codec.RAW);
        Headers headers = new Headers().add("Content-Type", "application/octet-stream");
        if (codec != Codec.RAW) {
            headers.add("Content-Encoding", codec.encoding());
        }
        tap = new Tap(call.answer(headers));
        encoder = codec.encode(tap);
        return new RecordWriter(encoder);
    }

    /** Ends the answer. */
    void finish() throws IOException {
        if (tap != null && encoder != null) {
            tap.whole = true;
            encoder.close();
            encoder = null;
        }
    }

    /** Gives back what the encoder holds; an answer that was not finished stays without its end. */
    @Override
    public void close() throws IOException {
        if (encoder != null) {
            encoder.close();
        }
    }

    /** Lets the end through only when the answer is whole. */
    private static final class Tap extends FilterOutputStream {
        private boolean whole;

        Tap(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int start, int count) throws IOException {
            out.write(bytes, start, count);
        }

        @Override
        public void close() throws IOException {
            if (whole) {
                out.close();
            }
        }
    }
}

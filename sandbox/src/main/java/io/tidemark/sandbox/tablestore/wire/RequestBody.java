package io.tidemark.sandbox.tablestore.wire;

import io.tidemark.sandbox.http.BodyTooLargeException;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;

/** The message of a request, proven and unpacked. */
final class RequestBody {

    /** Above every limit of a single operation, so that those are told by their own error. */
    private static final int MAX_BYTES = 32 << 20;

    private RequestBody() {}

    static byte[] read(Exchange exchange) throws IOException {
        byte[] sent = sent(exchange);
        String digest = exchange.header("x-ots-contentmd5");
        if (digest != null && !digest.equals(Digest.of(sent))) {
            throw TablestoreRefusal.invalidParameter(
                    "Mismatch between system value and user setting on header: x-ots-contentmd5.");
        }
        String compression = exchange.header("x-ots-request-compress-type");
        if (compression == null) {
            return sent;
        }
        if (!compression.equals("deflate")) {
            throw TablestoreRefusal.invalidParameter("Unsupported compress type: '" + compression + "'.");
        }
        return Deflated.inflate(sent, size(exchange));
    }

    private static byte[] sent(Exchange exchange) throws IOException {
        try {
            return exchange.body(MAX_BYTES);
        } catch (BodyTooLargeException e) {
            throw tooLarge();
        }
    }

    private static int size(Exchange exchange) {
        String size = exchange.header("x-ots-request-compress-size");
        try {
            int bytes = Integer.parseInt(String.valueOf(size));
            if (bytes > MAX_BYTES) {
                throw tooLarge();
            }
            return Math.max(bytes, 0);
        } catch (NumberFormatException e) {
            throw TablestoreRefusal.invalidParameter("Invalid header: 'x-ots-request-compress-size'.");
        }
    }

    private static TablestoreRefusal tooLarge() {
        return new TablestoreRefusal(ErrorCode.REQUEST_BODY_TOO_LARGE, "The request body is too large.");
    }
}

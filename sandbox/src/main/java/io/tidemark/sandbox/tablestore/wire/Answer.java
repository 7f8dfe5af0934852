package io.tidemark.sandbox.tablestore.wire;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends what a call led to: headers first, signed with the key of the request. */
final class Answer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Exchange exchange;
    private final String action;
    private final Map<String, String> headers = new TreeMap<>();

    Answer(Exchange exchange, String action, String requestId, Instant now) {
        this.exchange = exchange;
        this.action = action;
        date(now);
        headers.put("x-ots-requestid", requestId);
        headers.put("x-ots-contenttype", "protocol buffer");
    }

    /** Another time than the one that the answer was begun at. */
    void date(Instant time) {
        headers.put("x-ots-date", DATE.format(time));
    }

    void succeed(byte[] body, SigningKey key) throws IOException {
        // Of the body before it is compressed: that is what the client compares.
        headers.put("x-ots-contentmd5", Digest.of(body));
        byte[] sent = body;
        if (body.length > 0 && "deflate".equals(exchange.header("x-ots-response-compress-type"))) {
            headers.put("x-ots-response-compress-type", "deflate");
            headers.put("x-ots-response-compress-size", Integer.toString(body.length));
            sent = Deflated.deflate(body);
        }
        send(200, sent, key);
    }

    /** @param key absent if the caller is not known */
    void refuse(TablestoreRefusal refusal, @Nullable SigningKey key) throws IOException {
        byte[] body = OtsInternalApi.Error.newBuilder()
                .setCode(refusal.code().text())
                .setMessage(refusal.text())
                .build()
                .toByteArray();
        headers.put("x-ots-contentmd5", Digest.of(body));
        send(refusal.code().status(), body, key);
    }

    /** What is signed of an answer: every header of the protocol in the order of names, then the action. */
    static String text(String action, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(256);
        new TreeMap<>(headers)
                .forEach((name, value) ->
                        text.append(name).append(':').append(value).append('\n'));
        return text.append('/').append(action).toString();
    }

    private void send(int status, byte[] body, @Nullable SigningKey key) throws IOException {
        Headers sent = new Headers();
        headers.forEach(sent::add);
        if (key != null) {
            String id = String.valueOf(exchange.header("x-ots-accesskeyid"));
            sent.add("Authorization", "OTS " + id + ":" + key.sha1(text(action, headers)));
        }
        exchange.answer(status, sent, body);
    }
}

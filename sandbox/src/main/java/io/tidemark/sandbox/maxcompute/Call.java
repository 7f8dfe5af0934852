package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.http.Ending;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.access.SignedRequest;
import io.tidemark.sandbox.maxcompute.catalog.CommitManner;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request: its path without the endpoint's prefix, its parameters, and the ways to answer it. */
final class Call {
    private static final int MAX_TEXT_BYTES = 16 << 20;

    private final Exchange exchange;
    private final String path;
    private final String requestId = UUID.randomUUID().toString().replace("-", "");
    private CommitManner commitManner;
    private boolean answered;

    /** @param recommit what the commit of a committed session answers */
    Call(Exchange exchange, RecommitPolicy recommit) {
        this.exchange = exchange;
        this.commitManner = CommitManner.atOnce(recommit);
        String raw = exchange.path();
        String prefix = MaxComputeServer.PREFIX;
        this.path = raw.startsWith(prefix + "/") ? raw.substring(prefix.length()) : raw;
    }

    String method() {
        return exchange.method();
    }

    /** The parts of the path, decoded. */
    List<String> path() {
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(part -> URLDecoder.decode(part, UTF_8))
                .toList();
    }

    boolean has(String parameter) {
        return exchange.query().has(parameter);
    }

    /** The value of a parameter; empty when it was sent without one and when it was not sent. */
    String parameter(String name) {
        return Objects.requireNonNullElse(exchange.query().get(name), "");
    }

    @Nullable
    String header(String name) {
        return exchange.header(name);
    }

    SignedRequest signed() {
        return new SignedRequest(
                method(),
                exchange.headers(),
                URLDecoder.decode(path, UTF_8),
                exchange.query().parameters());
    }

    /** How a session is to be committed, if this call commits one. */
    CommitManner commitManner() {
        return commitManner;
    }

    void commitManner(CommitManner other) {
        commitManner = other;
    }

    /** The connection under it, for what goes wrong there. */
    Exchange exchange() {
        return exchange;
    }

    InputStream body() {
        return exchange.body();
    }

    byte[] text() throws IOException {
        return exchange.body(MAX_TEXT_BYTES);
    }

    boolean isAnswered() {
        return answered;
    }

    void answerXml(Headers headers, String xml) throws IOException {
        answer(200, headers.add("Content-Type", "application/xml"), xml.getBytes(UTF_8));
    }

    void answerJson(byte[] json) throws IOException {
        answer(200, new Headers().add("Content-Type", "application/json"), json);
    }

    void answerText(String text) throws IOException {
        answer(200, new Headers().add("Content-Type", "text/plain"), text.getBytes(UTF_8));
    }

    void answer(int status, Headers headers, byte[] body) throws IOException {
        answered = true;
        exchange.answer(status, headers.add("x-odps-request-id", requestId), body);
    }

    /** Begins an answer whose end is the close of the stream. */
    OutputStream answer(Headers headers) throws IOException {
        answered = true;
        return exchange.answer(200, headers.add("x-odps-request-id", requestId));
    }

    /** Answers with an error in the form that this kind of request expects. */
    void refuse(Refusal refusal) throws IOException {
        answered = true;
        Ending.Instead answer = refusal(refusal);
        exchange.answer(answer.status(), answer.headers(), answer.body());
    }

    /** Makes this error take the place of the answer that is still to be made. */
    void refuseInTheEnd(Refusal refusal) {
        exchange.endWith(refusal(refusal));
    }

    private Ending.Instead refusal(Refusal refusal) {
        Headers headers = new Headers().add("x-odps-request-id", requestId);
        int status = refusal.code().status();
        String message = String.valueOf(refusal.getMessage());
        if (isTunnel()) {
            byte[] json = Json.error(refusal.code().code(), message);
            return new Ending.Instead(status, headers.add("Content-Type", "application/json"), json);
        }
        String xml = new Xml()
                .open("Error")
                .element("Code", refusal.code().code())
                .element("Message", message)
                .element("RequestId", requestId)
                .element("HostId", "sandbox")
                .close("Error")
                .toString();
        return new Ending.Instead(status, headers.add("Content-Type", "application/xml"), xml.getBytes(UTF_8));
    }

    private boolean isTunnel() {
        return header("x-odps-tunnel-version") != null;
    }

    /** A refusal of a method that the resource does not have. */
    Refusal wrongMethod() {
        return new Refusal(
                RefusalCode.METHOD_NOT_ALLOWED, method() + " of this resource is not supported by the sandbox.");
    }
}

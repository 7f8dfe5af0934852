package io.tidemark.sandbox.http;

/** Answers one request. Called by many threads at once, and may block. */
@FunctionalInterface
public interface Handler {

    /**
     * Reads what it needs of the exchange and answers it exactly once.
     *
     * @throws Exception when no answer could be made: the client gets an empty 500, or, if the answer had begun, a
     *     connection that breaks before its end
     */
    void handle(Exchange exchange) throws Exception;
}

package io.tidemark.sandbox.http;

/** What becomes of the answer that a handler makes. */
public sealed interface Ending {

    /** It is sent as it is. */
    Ending WHOLE = new Plain("whole");

    /** It breaks off in the middle of its body, and the connection ends; one without a body is lost. */
    Ending HALF = new Plain("half");

    /** None of it is sent, and the connection is reset. */
    Ending LOST = new Plain("lost");

    /** An ending without anything that belongs to it. */
    record Plain(String name) implements Ending {}

    /** Another answer is sent in its place. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Instead(int status, Headers headers, byte[] body) implements Ending {}
}

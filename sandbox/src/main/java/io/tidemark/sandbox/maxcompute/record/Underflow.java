package io.tidemark.sandbox.maxcompute.record;

/** The bytes at hand end inside a record: get more and scan it again. Has no stack trace. */
final class Underflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Underflow() {
        super("More bytes are needed.", null, false, false);
    }
}

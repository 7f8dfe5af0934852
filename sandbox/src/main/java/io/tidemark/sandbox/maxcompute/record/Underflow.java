package io.tidemark.sandbox.maxcompute.record;

/** The bytes at hand end inside a record: get more and scan it again. One instance, without a stack trace. */
final class Underflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final Underflow INSTANCE = new Underflow();

    private Underflow() {
        super("More bytes are needed.", null, false, false);
    }
}

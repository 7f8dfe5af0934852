package io.tidemark.sandbox.maxcompute.refusal;

/** A request that is answered with no, and why. Nothing was changed by it. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    /** @param message one sentence for the person who asked */
    public Refusal(RefusalCode code, String message) {
        super(message);
        this.code = code;
    }

    /** A refusal that something below it caused. */
    public Refusal(RefusalCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public RefusalCode code() {
        return code;
    }
}

package io.tidemark.attempt;

/** Asks a running attempt to stop at its next safe point: between pages and between blocks, never inside a commit. Thread-safe. */
public final class Cancellation {
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean requested() {
        return requested;
    }

    /**
     * To be called at safe points.
     *
     * @throws CancelledException if the attempt was asked to stop
     */
    public void check() {
        if (requested) {
            throw new CancelledException();
        }
    }

    /** Unwinds an attempt that was asked to stop; nothing was committed. */
    public static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CancelledException() {
            super("asked to stop");
        }
    }
}

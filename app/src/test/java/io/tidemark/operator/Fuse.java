package io.tidemark.operator;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets a process die at its n-th step: from then on everything that it tries fails, until it is replaced. */
final class Fuse {
    private final int last;
    private final AtomicInteger steps = new AtomicInteger();

    /** Ends a thread of a process that has died. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    Fuse(int last) {
        this.last = last;
    }

    static Fuse never() {
        return new Fuse(Integer.MAX_VALUE);
    }

    void step() {
        if (steps.incrementAndGet() >= last) {
            throw new ProcessDied();
        }
    }

    boolean blown() {
        return steps.get() >= last;
    }
}

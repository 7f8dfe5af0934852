package io.tidemark.crash;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Stops a worker at a point, as SIGSTOP or a long collection would, for as long as others like. */
final class Pause implements Consumer<String> {
    private static final Duration HANGS = Duration.ofMinutes(2);

    private final String point;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    Pause(String point) {
        this.point = point;
    }

    @Override
    public void accept(String passed) {
        if (passed.equals(point) && reached.getCount() > 0) {
            reached.countDown();
            await(over);
        }
    }

    /** Waits until the worker stands there or has ended without coming by; returns whether it stands there. */
    boolean isReachedBefore(Thread worker) throws InterruptedException {
        while (!reached.await(5, TimeUnit.MILLISECONDS)) {
            if (!worker.isAlive()) {
                return reached.getCount() == 0;
            }
        }
        return true;
    }

    void end() {
        over.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(HANGS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the pause never ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

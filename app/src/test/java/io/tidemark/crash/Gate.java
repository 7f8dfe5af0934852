package io.tidemark.crash;

import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds one call of a client inside the service: before its effect, which then comes when its client may be long dead, or
 * behind it, so that its answer is never read.
 */
final class Gate {
    /** Longer than anybody waits, and told from other latencies by its length. */
    private static final Duration HELD = Duration.ofMinutes(10);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Stops the n-th call from now on; of row writes only those of witnesses. */
    static FaultRule rule(Operation operation, Moment moment, int nth) {
        FaultRule rule =
                FaultRule.on(operation, new Fault.Latency(HELD, moment)).call(nth);
        return operation == Operation.PUT_ROW ? rule.table(Clouds.STATUS_TABLE) : rule;
    }

    static boolean isMeantBy(Duration time) {
        return time.equals(HELD);
    }

    /** The call waits here. */
    void hold() throws InterruptedException {
        reached.countDown();
        if (!open.await(HELD.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody opened the gate");
        }
    }

    boolean isReachedWithin(Duration time) throws InterruptedException {
        return reached.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the call go on. */
    void open() {
        open.countDown();
    }
}

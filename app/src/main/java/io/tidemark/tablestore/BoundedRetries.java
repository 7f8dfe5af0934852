package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.ErrorCode;
import com.alicloud.openservices.tablestore.model.RetryStrategy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Retries of one request: as many as the script allows, with growing pauses, for a minute at most. The client clones it for
 * every request.
 *
 * <p>Only what can change by itself is tried again: a busy service, a gateway that cannot reach it, or a broken connection; an
 * answer that cannot be understood cannot. Reads and writes are treated alike, because every write of this room may be sent twice: see {@link
 * TablestoreWitnessTable}. A service that has never answered is given up soon: then the endpoint is rather wrong than down.
 */
final class BoundedRetries implements RetryStrategy {
    private static final int FIRST_PAUSE = 50;
    private static final int LONGEST_PAUSE = 3_200;
    private static final int DOUBLINGS = 6;
    private static final int BEFORE_FIRST_ANSWER = 5;
    /** A table that was made a moment ago gets ready by itself, whatever the script says of retries. */
    private static final int UNTIL_READY = 30;

    private static final Duration BUDGET = Duration.ofSeconds(60);

    private static final Set<String> BUSY = Set.of(
            ErrorCode.SERVER_BUSY,
            ErrorCode.PARTITION_UNAVAILABLE,
            ErrorCode.TABLE_NOT_READY,
            ErrorCode.ROW_OPERATION_CONFLICT,
            ErrorCode.NOT_ENOUGH_CAPACITY_UNIT,
            ErrorCode.STORAGE_TIMEOUT,
            ErrorCode.SERVER_UNAVAILABLE,
            ErrorCode.INTERNAL_SERVER_ERROR,
            "OTSCapacityUnitExhausted",
            "OTSFlowControl");

    private final int maxRetries;
    private final AtomicBoolean answered;
    private final long started = System.nanoTime();
    private int retries;

    private BoundedRetries(int maxRetries, AtomicBoolean answered) {
        this.maxRetries = maxRetries;
        this.answered = answered;
    }

    static BoundedRetries of(int maxRetries) {
        return new BoundedRetries(maxRetries, new AtomicBoolean());
    }

    /** Notes that the service has answered, which holds for all clones. */
    void answered() {
        answered.set(true);
    }

    /** {@inheritDoc} Begins to count anew. */
    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public RetryStrategy clone() {
        return new BoundedRetries(maxRetries, answered);
    }

    @Override
    public int getRetries() {
        return retries;
    }

    /** Milliseconds until the next try; 0 for none. */
    @Override
    public long nextPause(String action, Exception thrown) {
        if (retries >= most(thrown) || System.nanoTime() - started > BUDGET.toNanos()) {
            return 0;
        }
        int longest = Math.min(FIRST_PAUSE << Math.min(retries, DOUBLINGS), LONGEST_PAUSE);
        retries++;
        return ThreadLocalRandom.current().nextLong(longest / 2L, longest) + 1;
    }

    private int most(Exception thrown) {
        if (thrown instanceof TableStoreException refusal) {
            answered.set(true);
            if (ErrorCode.TABLE_NOT_READY.equals(refusal.getErrorCode())) {
                return Math.max(maxRetries, UNTIL_READY);
            }
            return saysBusy(refusal) ? maxRetries : 0;
        }
        boolean nobodyThere = brokenConnection(thrown)
                || GatewayAnswer.in(thrown).filter(GatewayAnswer::passes).isPresent();
        if (!nobodyThere) {
            return 0;
        }
        return answered.get() ? maxRetries : Math.min(maxRetries, BEFORE_FIRST_ANSWER);
    }

    /** Whether the service means: later. */
    static boolean saysBusy(TableStoreException refusal) {
        return BUSY.contains(refusal.getErrorCode())
                || (ErrorCode.QUOTA_EXHAUSTED.equals(refusal.getErrorCode())
                        && String.valueOf(refusal.getMessage()).startsWith("Too frequent table operations"))
                || GatewayAnswer.passes(refusal.getHttpStatus());
    }

    /**
     * Whether there was no answer at all. What the transport throws is wrapped by the client in a message of this form; what is
     * wrong with an answer that did arrive has other messages.
     */
    static boolean brokenConnection(Throwable thrown) {
        return thrown instanceof ClientException
                && String.valueOf(thrown.getMessage()).startsWith("Unexpected error: ");
    }
}

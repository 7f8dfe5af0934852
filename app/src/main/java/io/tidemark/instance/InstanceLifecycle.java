package io.tidemark.instance;

import static io.tidemark.instance.InstanceEvent.ATTEMPT_CANCELLED;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_FAILED_FINAL;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_FAILED_RETRYABLE;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_LOST;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_POSTPONED;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_STARTED;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_SUCCEEDED;
import static io.tidemark.instance.InstanceEvent.CANCEL;
import static io.tidemark.instance.InstanceEvent.FREEZE;
import static io.tidemark.instance.InstanceEvent.MARK_SUCCESSFUL;
import static io.tidemark.instance.InstanceEvent.NOTHING_TO_RUN;
import static io.tidemark.instance.InstanceEvent.OUTCOME_UNKNOWN;
import static io.tidemark.instance.InstanceEvent.PARAMETERS_REFUSED;
import static io.tidemark.instance.InstanceEvent.RERUN;
import static io.tidemark.instance.InstanceEvent.RESOLVED_COMMITTED;
import static io.tidemark.instance.InstanceEvent.RESOLVED_NOT_COMMITTED;
import static io.tidemark.instance.InstanceEvent.RETRY_DUE;
import static io.tidemark.instance.InstanceEvent.UNFREEZE;
import static io.tidemark.instance.InstanceEvent.UPSTREAMS_DONE;
import static io.tidemark.instance.InstanceState.CANCELLED;
import static io.tidemark.instance.InstanceState.CANCELLING;
import static io.tidemark.instance.InstanceState.FAILED;
import static io.tidemark.instance.InstanceState.FROZEN;
import static io.tidemark.instance.InstanceState.READY;
import static io.tidemark.instance.InstanceState.RETRY_WAIT;
import static io.tidemark.instance.InstanceState.RUNNING;
import static io.tidemark.instance.InstanceState.SUCCEEDED;
import static io.tidemark.instance.InstanceState.UNDECIDED;
import static io.tidemark.instance.InstanceState.WAITING;

import java.util.List;
import java.util.stream.Collectors;

/** The whole life of an instance, as one table. What is not in it cannot happen. */
public final class InstanceLifecycle {
    /** The state of an instance that was just created. */
    public static final InstanceState FIRST = WAITING;

    /** The same of a task that is declared paused. */
    public static final InstanceState FIRST_OF_PAUSED = FROZEN;

    private static final List<Move> MOVES = List.of(
            new Move(WAITING, UPSTREAMS_DONE, READY),
            new Move(WAITING, NOTHING_TO_RUN, SUCCEEDED),
            new Move(WAITING, PARAMETERS_REFUSED, FAILED),
            new Move(READY, ATTEMPT_STARTED, RUNNING),
            new Move(RUNNING, ATTEMPT_SUCCEEDED, SUCCEEDED),
            new Move(RUNNING, ATTEMPT_FAILED_RETRYABLE, RETRY_WAIT),
            new Move(RUNNING, ATTEMPT_LOST, RETRY_WAIT),
            new Move(RUNNING, ATTEMPT_POSTPONED, RETRY_WAIT),
            new Move(RUNNING, ATTEMPT_FAILED_FINAL, FAILED),
            new Move(RUNNING, OUTCOME_UNKNOWN, UNDECIDED),
            new Move(UNDECIDED, RESOLVED_COMMITTED, SUCCEEDED),
            new Move(UNDECIDED, RESOLVED_NOT_COMMITTED, WAITING),
            new Move(RETRY_WAIT, RETRY_DUE, READY),
            new Move(WAITING, FREEZE, FROZEN),
            new Move(READY, FREEZE, FROZEN),
            new Move(RETRY_WAIT, FREEZE, FROZEN),
            new Move(FROZEN, UNFREEZE, WAITING),
            new Move(WAITING, CANCEL, CANCELLED),
            new Move(READY, CANCEL, CANCELLED),
            new Move(RETRY_WAIT, CANCEL, CANCELLED),
            new Move(FROZEN, CANCEL, CANCELLED),
            new Move(RUNNING, CANCEL, CANCELLING),
            new Move(CANCELLING, ATTEMPT_CANCELLED, CANCELLED),
            new Move(CANCELLING, ATTEMPT_SUCCEEDED, SUCCEEDED),
            new Move(CANCELLING, ATTEMPT_FAILED_RETRYABLE, RETRY_WAIT),
            new Move(CANCELLING, OUTCOME_UNKNOWN, UNDECIDED),
            new Move(FAILED, RERUN, WAITING),
            new Move(SUCCEEDED, RERUN, WAITING),
            new Move(CANCELLED, RERUN, WAITING),
            new Move(FAILED, MARK_SUCCESSFUL, SUCCEEDED),
            new Move(CANCELLED, MARK_SUCCESSFUL, SUCCEEDED));

    private InstanceLifecycle() {}

    /** One row of the table. */
    public record Move(InstanceState from, InstanceEvent event, InstanceState to) {}

    /** The table, in the order in which a life usually goes. */
    public static List<Move> moves() {
        return MOVES;
    }

    /**
     * Where an event leads.
     *
     * @throws IllegalStateException with a sentence that names the events which are possible instead
     */
    public static InstanceState next(InstanceId id, InstanceState from, InstanceEvent event) {
        return MOVES.stream()
                .filter(move -> move.from == from && move.event == event)
                .map(Move::to)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        id + " is " + from + " and cannot take " + event + "; it can take " + possible(from)));
    }

    private static String possible(InstanceState from) {
        String events = MOVES.stream()
                .filter(move -> move.from == from)
                .map(move -> move.event.name())
                .collect(Collectors.joining(", "));
        return events.isEmpty() ? "nothing more" : events;
    }
}

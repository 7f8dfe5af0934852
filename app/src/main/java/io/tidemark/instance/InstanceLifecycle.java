package io.tidemark.instance;

import static io.tidemark.instance.InstanceEvent.ATTEMPT_FAILED_FINAL;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_FAILED_RETRYABLE;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_LOST;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_POSTPONED;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_STARTED;
import static io.tidemark.instance.InstanceEvent.ATTEMPT_SUCCEEDED;
import static io.tidemark.instance.InstanceEvent.MARK_SUCCESSFUL;
import static io.tidemark.instance.InstanceEvent.OUTCOME_UNKNOWN;
import static io.tidemark.instance.InstanceEvent.PARAMETERS_REFUSED;
import static io.tidemark.instance.InstanceEvent.RESOLVED_COMMITTED;
import static io.tidemark.instance.InstanceEvent.RESOLVED_NOT_COMMITTED;
import static io.tidemark.instance.InstanceEvent.RETRY_DUE;
import static io.tidemark.instance.InstanceEvent.UPSTREAMS_DONE;
import static io.tidemark.instance.InstanceState.FAILED;
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
    /** The state of every instance that was just created. */
    public static final InstanceState FIRST = WAITING;

    private static final List<Move> MOVES = List.of(
            new Move(WAITING, UPSTREAMS_DONE, READY),
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
            new Move(FAILED, MARK_SUCCESSFUL, SUCCEEDED));

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

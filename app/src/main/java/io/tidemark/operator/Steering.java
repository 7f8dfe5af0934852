package io.tidemark.operator;

import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceLifecycle;
import io.tidemark.instance.InstanceState;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a person holds instances up, or lets them go on. */
public enum Steering {
    STOP(InstanceEvent.CANCEL, "stopped"),
    FREEZE(InstanceEvent.FREEZE, "frozen"),
    UNFREEZE(InstanceEvent.UNFREEZE, "unfrozen");

    private final InstanceEvent event;
    private final String done;

    Steering(InstanceEvent event, String done) {
        this.event = event;
        this.done = done;
    }

    InstanceEvent event() {
        return event;
    }

    /** To stand after "has" or "can be". */
    String done() {
        return done;
    }

    /** The states that this is possible in. */
    Set<InstanceState> possible() {
        return InstanceLifecycle.moves().stream()
                .filter(move -> move.event() == event)
                .map(InstanceLifecycle.Move::from)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether one in this state is as this would make it. */
    boolean isDoneIn(InstanceState state) {
        return switch (this) {
            case STOP -> state == InstanceState.CANCELLED || state == InstanceState.CANCELLING;
            case FREEZE -> state == InstanceState.FROZEN;
            case UNFREEZE -> false;
        };
    }
}

package io.tidemark.operator;

import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.Note;
import io.tidemark.store.UndecidedInstance;
import io.tidemark.store.WindowView;
import io.tidemark.sync.Resolution;
import java.util.Optional;

/** The cycles that wait for a person to say whether a commit went in. */
public final class UndecidedCycles {
    private final Records records;
    private final ChainTurns turns;

    public UndecidedCycles(Records records) {
        this.records = records;
        this.turns = new ChainTurns(records.transactions());
    }

    /**
     * Moves on every cycle whose question has gone away without an answer: its chain was recovered, by itself or by a person, and
     * the witnesses have told. Repeatable.
     */
    public void sweep() {
        for (ChainTurns.AnsweredInstance instance : turns.answered()) {
            records.instances()
                    .move(
                            instance.id(),
                            InstanceState.UNDECIDED,
                            instance.committed()
                                    ? InstanceEvent.RESOLVED_COMMITTED
                                    : InstanceEvent.RESOLVED_NOT_COMMITTED,
                            records.note(
                                    instance.committed()
                                            ? "its chain was recovered, and its window is committed"
                                            : "its chain was recovered, and its window is not committed; the next attempt follows"),
                            Optional.empty());
        }
    }

    /**
     * Moves on every cycle that waits for an answer about the window's chain, as part of the open transaction. One whose own
     * window is in a window that went in has succeeded; every other one is tried again, in its turn.
     *
     * @param by who has answered
     */
    void follow(WindowView window, Resolution resolution, String by) {
        for (UndecidedInstance instance : records.attempts().undecided(window.chain())) {
            boolean done = resolution == Resolution.COMMITTED && window.window().contains(instance.asked());
            String why = by + " has said that the commit of window " + window.id() + " " + window.window()
                    + (resolution == Resolution.COMMITTED ? " went in" : " did not go in")
                    + (done ? "" : "; the next attempt follows");
            records.instances()
                    .move(
                            instance.id(),
                            InstanceState.UNDECIDED,
                            done ? InstanceEvent.RESOLVED_COMMITTED : InstanceEvent.RESOLVED_NOT_COMMITTED,
                            new Note(by, records.clock().instant(), why),
                            Optional.empty());
        }
    }
}

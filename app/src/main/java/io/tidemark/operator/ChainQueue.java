package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.ChainTurn;
import io.tidemark.store.ChainTurns;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cycles that their chains have turned away because something else comes first. That is no failure of theirs: they wait until it
 * has been done, and no attempt finds out in vain.
 */
final class ChainQueue {
    private static final String STOPPED = "CHAIN_TO_BE_RECOVERED";
    private static final Set<String> EARLIER =
            Set.of("EARLIER_WINDOW_UNDECIDED", "EARLIER_WINDOW_REOPENED", "EARLIER_WINDOW_OPEN");

    private final ChainTurns turns;

    ChainQueue(Records records) {
        this.turns = new ChainTurns(records.transactions());
    }

    /** Whether a failure says that something else comes first. */
    static boolean turnsAway(Failure failure) {
        return failure.code().equals(STOPPED) || EARLIER.contains(failure.code());
    }

    /** What an instance waits for that was turned away, each in words; nothing if it was not, or if that is done. */
    List<String> reasons(CycleInstance instance) {
        if (instance.state() != InstanceState.RETRY_WAIT) {
            return List.of();
        }
        return turns.of(instance.id()).flatMap(ChainQueue::reason).map(List::of).orElse(List.of());
    }

    /** A stop that came later is not waited for: the next attempt may end it by itself. */
    private static Optional<String> reason(ChainTurn turn) {
        if (turn.code().equals(STOPPED)) {
            return turn.toBeRecovered()
                    .map(why -> "chain " + turn.chain() + " is to be recovered with `tidemark checkpoints recover "
                            + turn.chain() + "`: " + why);
        }
        if (!EARLIER.contains(turn.code()) || turn.toBeRecovered().isPresent()) {
            return Optional.empty();
        }
        return turn.undecided()
                .map(id -> "whether the commit of window " + id + " of chain " + turn.chain()
                        + " went in has to be said with `tidemark windows resolve " + id + "`")
                .or(() -> turn.earlier()
                        .map(id -> "window " + id + " of chain " + turn.chain()
                                + " comes before its own and is not committed"));
    }
}

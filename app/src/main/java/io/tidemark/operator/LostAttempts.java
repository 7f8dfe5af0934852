package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.LogLine;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives up attempts whose worker was not heard of before their lease ran out: its process died, stood still too long, or lost
 * the database. Whatever such a worker still does is refused by the fence.
 */
public final class LostAttempts {
    private static final System.Logger LOG = System.getLogger(LostAttempts.class.getName());

    private final Records records;
    private final OutcomeRecorder recorder;

    public LostAttempts(Records records) {
        this.records = records;
        this.recorder = new OutcomeRecorder(records);
    }

    /** Gives up all whose lease is over. Returns how many that were. */
    public int sweep() {
        int lost = 0;
        for (AttemptRow attempt : records.attempts().expired(records.clock().instant())) {
            try (LogMarks.Mark mark = records.audience().marks().begin(attempt.instance(), attempt.id())) {
                if (records.transactions().inTransaction(() -> giveUp(attempt))) {
                    count(attempt);
                    lost++;
                }
            }
        }
        return lost;
    }

    private void count(AttemptRow attempt) {
        Duration took = Duration.between(
                attempt.holder().orElseThrow().started(), records.clock().instant());
        records.audience()
                .tally()
                .ended(
                        attempt.instance().task(),
                        new AttemptTally.End(AttemptState.LOST, Optional.empty(), attempt.counts(), took));
    }

    private boolean giveUp(AttemptRow attempt) {
        if (!records.attempts().lose(attempt.id(), records.clock().instant())) {
            return false; // renewed, ended, or given up by another node
        }
        AttemptRow.Holder holder = attempt.holder().orElseThrow();
        NextStep.Standing standing = records.standing(attempt.instance(), attempt.number());
        String lost = "attempt " + attempt.number() + " is lost: " + holder.node() + " was not heard of before "
                + attempt.instance().timeText(holder.leaseUntil()) + "; ";
        NextStep next = recorder.follow(NextStep.afterLoss(lostInARow(attempt), standing), standing, lost::concat);
        String why = lost + next.sentence();
        records.logs().append(attempt.id(), records.clock().instant(), LogLine.Level.WARN, why);
        LOG.log(Level.WARNING, "{0}: {1}", attempt.instance(), why);
        return true;
    }

    /** How many of the latest attempts of the same instance were lost, this one included; one that stopped does not count. */
    private int lostInARow(AttemptRow attempt) {
        List<AttemptRow> all = records.attempts().ofThisRun(attempt.instance());
        int lost = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            AttemptState state = all.get(i).state();
            if (state == AttemptState.LOST) {
                lost++;
            } else if (state != AttemptState.CANCELLED) {
                break;
            }
        }
        return lost;
    }
}

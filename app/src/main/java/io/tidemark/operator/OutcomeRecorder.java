package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.AttemptEnd;
import io.tidemark.workflow.RetryPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Writes down how an attempt ended: the attempt, its instance and what follows, in one transaction that only the holder of the
 * attempt's fence gets through.
 */
final class OutcomeRecorder {
    private final Records records;
    private final Supplier<List<DirtyRecord>> dirty;

    /** For attempts that have not read anything. */
    OutcomeRecorder(Records records) {
        this(records, List::of);
    }

    /**
     * For an attempt that reads.
     *
     * @param dirty the first rows that it has left out; asked when it ends
     */
    OutcomeRecorder(Records records, Supplier<List<DirtyRecord>> dirty) {
        this.records = records;
        this.dirty = dirty;
    }

    /**
     * Records a success as part of the open transaction, which makes the work final.
     *
     * @throws io.tidemark.attempt.FailureException code {@code FENCED_OUT} if the attempt is no longer this worker's; the
     *     transaction must not be committed
     */
    void succeeded(RunningAttempt attempt, Outcome.Succeeded outcome) {
        AttemptEnd end = end(AttemptState.SUCCEEDED, outcome.counts(), Optional.empty(), Optional.of(outcome.note()));
        NextStep done = new NextStep(InstanceEvent.ATTEMPT_SUCCEEDED, Optional.empty(), outcome.note());
        if (record(attempt, end, standing -> done, "succeeded").isEmpty()) {
            throw lost(attempt).asException();
        }
    }

    /** Records a failure and what follows by the policy. Empty if the attempt is no longer this worker's. */
    Optional<NextStep> failed(RunningAttempt attempt, Failure failure, Counts counts, RetryPolicy policy) {
        return record(
                attempt,
                end(AttemptState.FAILED, counts, Optional.of(failure), Optional.empty()),
                standing -> NextStep.afterFailure(failure, policy, standing),
                "failed: " + failure.message());
    }

    /** Records that nobody can say whether the commit went in. Empty if the attempt is no longer this worker's. */
    Optional<NextStep> undecided(RunningAttempt attempt, Failure failure, Counts counts) {
        return record(
                attempt,
                end(AttemptState.UNDECIDED, counts, Optional.of(failure), Optional.empty()),
                standing -> NextStep.undecided(),
                "is undecided: " + failure.message());
    }

    /** Records that the attempt stopped before it committed anything. Empty if the attempt is no longer this worker's. */
    Optional<NextStep> postponed(RunningAttempt attempt, String why, Counts counts, Instant until) {
        return record(
                attempt,
                end(AttemptState.CANCELLED, counts, Optional.empty(), Optional.of(why)),
                standing -> NextStep.afterPostponing(until, standing),
                "stopped: " + why);
    }

    /** Records that its chain has turned the attempt away. Empty if the attempt is no longer this worker's. */
    Optional<NextStep> turnedAway(RunningAttempt attempt, Failure failure, Counts counts) {
        return record(
                attempt,
                end(AttemptState.CANCELLED, counts, Optional.of(failure), Optional.empty()),
                NextStep::afterTurningAway,
                "was turned away: " + failure.sentence());
    }

    /** What an attempt is told that was given up while it still ran. */
    static Failure lost(RunningAttempt attempt) {
        return Failure.external(
                "FENCED_OUT",
                attempt.name() + " is no longer this worker's: its lease ran out, and it counts as lost.",
                "Nothing to do: what it did after that was refused, and the next attempt goes on.");
    }

    private AttemptEnd end(AttemptState state, Counts counts, Optional<Failure> failure, Optional<String> note) {
        return new AttemptEnd(state, records.clock().instant(), counts, failure, note);
    }

    private Optional<NextStep> record(
            RunningAttempt attempt, AttemptEnd end, Function<NextStep.Standing, NextStep> next, String what) {
        return records.transactions().inTransaction(() -> {
            if (!records.attempts().end(attempt.id(), attempt.fence(), end)) {
                return Optional.empty();
            }
            records.dirtyRecords().insert(attempt.id(), dirty.get());
            NextStep.Standing standing = records.standing(attempt.instance().id(), attempt.number());
            NextStep step = follow(
                    next.apply(standing),
                    standing,
                    known -> "attempt " + attempt.number() + " " + withoutEnd(what) + "; " + known);
            return Optional.of(step);
        });
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /**
     * Moves an instance on whose attempt has just ended, as part of the open transaction.
     *
     * @param why of the step's sentence
     * @return the step that was taken: another one if a person has stopped the instance meanwhile
     */
    NextStep follow(NextStep step, NextStep.Standing standing, UnaryOperator<String> why) {
        if (moved(InstanceState.RUNNING, step, standing, why)) {
            return step;
        }
        NextStep stopped = step.stopped(standing);
        if (!moved(InstanceState.CANCELLING, stopped, standing, why)) {
            throw new IllegalStateException(
                    standing.instance() + " does not run although its attempt " + standing.number() + " does");
        }
        return stopped;
    }

    private boolean moved(InstanceState from, NextStep step, NextStep.Standing standing, UnaryOperator<String> why) {
        return records.instances()
                .move(
                        standing.instance(),
                        from,
                        step.event(),
                        records.note(why.apply(step.sentence())),
                        step.retryAt());
    }
}

package io.tidemark.operator;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Outcome;
import io.tidemark.store.LogLine;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.SyncRunner;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** One claimed attempt, from its request to its recorded end. Used by one thread. */
final class AttemptRun {
    private static final System.Logger LOG = System.getLogger(AttemptRun.class.getName());

    /** Gives the target a moment before its commit is asked for again. */
    private static final Duration SETTLE_AGAIN = Duration.ofSeconds(30);

    private final RunningAttempt attempt;
    private final DeclaredTask task;
    private final Records records;
    private final OutcomeRecorder recorder;
    private final AttemptWatch watch;
    private final RecordedLog log;
    private boolean completed;

    AttemptRun(RunningAttempt attempt, DeclaredTask task, Records records, AttemptWatch watch, RecordedLog log) {
        this.attempt = attempt;
        this.task = task;
        this.records = records;
        this.recorder = new OutcomeRecorder(records, watch.progress()::dirtyRecords);
        this.watch = watch;
        this.log = log;
    }

    /** Does the work. Returns why its job has to fail, if it has to. */
    Optional<Failure> run(SyncRequests requests, SyncRunner runner) {
        log.info(attempt.name() + " runs on " + records.node());
        SyncRequest request;
        try {
            request = requests.request(
                    task.workflow(), task.sync(), attempt.instance().parameters());
        } catch (InvalidDefinitionException e) {
            return conclude(new Outcome.Failed(invalid(e), Counts.NONE));
        } catch (RuntimeException e) {
            return conclude(new Outcome.Failed(unexpected(e), Counts.NONE));
        }
        Instant readable = CyclePlan.readable(request);
        if (records.clock().instant().isBefore(readable)) {
            return postponed(
                    "its window can be read from " + attempt.instance().id().timeText(readable) + " on", readable);
        }
        if (!records.attempts().working(attempt.id(), attempt.fence(), request.chain(), request.window())) {
            return notOurs();
        }
        return conclude(outcome(request, runner));
    }

    private Outcome outcome(SyncRequest request, SyncRunner runner) {
        AttemptContext context =
                new AttemptContext(attempt.name(), watch.progress(), watch.cancellation(), log, success -> {
                    recorder.succeeded(attempt, success);
                    completed = true;
                });
        try {
            Outcome outcome = runner.run(request, context);
            return outcome instanceof Outcome.Succeeded && !completed
                    ? new Outcome.Failed(notRecorded(), outcome.counts())
                    : outcome;
        } catch (FailureException e) {
            return new Outcome.Failed(e.failure(), watch.progress().counts());
        } catch (CancelledException e) {
            return new Outcome.Cancelled(watch.progress().counts());
        } catch (RuntimeException | Error e) {
            return new Outcome.Failed(unexpected(e), watch.progress().counts());
        }
    }

    private Optional<Failure> conclude(Outcome outcome) {
        // H2 closes its file under an interrupted thread that writes.
        boolean interrupted = Thread.interrupted();
        try {
            return recorded(outcome, interrupted);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Failure> recorded(Outcome outcome, boolean interrupted) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return succeeded(succeeded.note(), succeeded.counts());
        }
        if (outcome instanceof Outcome.Undecided undecided) {
            return ended(
                    AttemptState.UNDECIDED,
                    undecided.failure(),
                    undecided.counts(),
                    recorder.undecided(attempt, undecided.failure(), undecided.counts()));
        }
        Optional<StopReason> stopped = watch.stopped();
        if (stopped.filter(reason -> reason == StopReason.TIMEOUT).isPresent()) {
            return records.attempts().commitBegun(attempt.instance().id())
                    ? postponed(
                            "it took longer than its task allows in the middle of its commit, which is settled first",
                            records.clock().instant().plus(SETTLE_AGAIN))
                    : failed(timeout(), outcome.counts());
        }
        if (stopped.filter(reason -> reason == StopReason.NODE_STOPS).isPresent()) {
            return postponed("its node goes down", records.clock().instant());
        }
        if (stopped.filter(reason -> reason == StopReason.BACKFILL_STOPPED).isPresent()) {
            return postponed("its backfill was stopped", records.clock().instant());
        }
        if (outcome instanceof Outcome.Failed failed && ChainQueue.turnsAway(failed.failure())) {
            return ended(
                    AttemptState.CANCELLED,
                    failed.failure(),
                    failed.counts(),
                    recorder.turnedAway(attempt, failed.failure(), failed.counts()));
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed.failure(), outcome.counts());
        }
        return postponed(
                interrupted ? "its worker was interrupted" : "it was asked to stop",
                records.clock().instant());
    }

    private Optional<Failure> succeeded(String note, Counts counts) {
        watch.ended(true);
        attempt.count(records, AttemptState.SUCCEEDED, Optional.empty(), counts);
        log.last(LogLine.Level.INFO, "succeeded: " + note);
        LOG.log(Level.INFO, "{0} succeeded: {1}", attempt.name(), note);
        return Optional.empty();
    }

    private Optional<Failure> failed(Failure failure, Counts counts) {
        Conduct conduct = task.sync().terms().conduct();
        RetryPolicy policy = conduct.rerun() == RerunPolicy.NEVER ? RetryPolicy.NONE : conduct.retry();
        return ended(AttemptState.FAILED, failure, counts, recorder.failed(attempt, failure, counts, policy));
    }

    private Optional<Failure> postponed(String why, Instant until) {
        Failure stopped =
                Failure.external("ATTEMPT_STOPPED", attempt.name() + " stopped: " + why + ".", "Nothing to do.");
        Counts counts = watch.progress().counts();
        return ended(AttemptState.CANCELLED, stopped, counts, recorder.postponed(attempt, why, counts, until));
    }

    private Optional<Failure> ended(AttemptState state, Failure failure, Counts counts, Optional<NextStep> next) {
        if (next.isEmpty()) {
            return notOurs();
        }
        watch.ended(false);
        attempt.count(records, state, Optional.of(failure.kind()).filter(kind -> state == AttemptState.FAILED), counts);
        String step = next.get().sentence();
        log.last(LogLine.Level.WARN, failure.sentence());
        log.last(LogLine.Level.WARN, "ended, " + step);
        LOG.log(Level.WARNING, "{0} ended, {1}: {2} {3}", attempt.name(), step, failure.code(), failure.sentence());
        return Optional.of(new Failure(
                failure.kind(), failure.code(), failure.message(), failure.advice() + " Now: " + step + "."));
    }

    /** Somebody else has ended the attempt, or its own success was recorded and something went wrong after that. */
    private Optional<Failure> notOurs() {
        boolean succeeded = records.attempts()
                .find(attempt.id())
                .filter(row -> row.state() == AttemptState.SUCCEEDED)
                .isPresent();
        if (succeeded) {
            return succeeded(
                    "recorded before the worker met a problem", watch.progress().counts());
        }
        Failure lost = OutcomeRecorder.lost(attempt);
        LOG.log(Level.WARNING, lost.sentence());
        return Optional.of(lost);
    }

    private Failure timeout() {
        return Failure.limit(
                "TIMEOUT",
                attempt.name() + " did not end within " + task.sync().timeout().toSeconds() + " s.",
                "Look into its log for what took long; make the window shorter or the timeout longer.");
    }

    private static Failure invalid(InvalidDefinitionException e) {
        return Failure.user(
                "INVALID_DEFINITION",
                e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")),
                "Correct the data sources, which each attempt reads anew, or submit the workflow again.");
    }

    private Failure unexpected(Throwable e) {
        LOG.log(Level.ERROR, attempt.name() + " met an error that nobody expected; please report it", e);
        return Failure.bug(
                "UNEXPECTED",
                "Tidemark met an error that it did not expect (" + e.getClass().getSimpleName() + ").",
                "The operator's log has the details; please report it.");
    }

    private static Failure notRecorded() {
        return Failure.bug(
                "SUCCESS_NOT_RECORDED",
                "The work is done, but its success was not recorded with it.",
                "The next attempt finds it done; please report this.");
    }
}

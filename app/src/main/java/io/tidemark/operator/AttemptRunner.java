package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.SyncRunner;
import io.tidemark.workflow.RetryPolicy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a worker does with an attempt: claim, work, record, and then see what may start now. Thread-safe. */
public final class AttemptRunner {
    private static final System.Logger LOG = System.getLogger(AttemptRunner.class.getName());

    private final DeclaredTasks tasks;
    private final SyncRequests requests;
    private final SyncRunner runner;
    private final Records records;
    private final Leases leases;
    private final ReadySweep ready;
    private final AttemptClaims claims;
    private final Set<AttemptWatch> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * How workers show that they are there.
     *
     * @param pulse renews; on a thread that nothing else holds up
     */
    public record Leases(Pulse pulse, LeaseTerms terms) {}

    /**
     * A runner for any number of workers.
     *
     * @param ready swept after each attempt, so that what waited for it starts at once
     */
    public AttemptRunner(
            DeclaredTasks tasks,
            SyncRequests requests,
            SyncRunner runner,
            Records records,
            Leases leases,
            ReadySweep ready) {
        this.tasks = tasks;
        this.requests = requests;
        this.runner = runner;
        this.records = records;
        this.leases = leases;
        this.ready = ready;
        this.claims = new AttemptClaims(records, leases.terms());
    }

    /**
     * Runs an attempt to its recorded end. Returns when it has succeeded, now or before.
     *
     * @throws io.tidemark.attempt.FailureException after the attempt ended in any other way and that was recorded, or when it
     *     could not be claimed: in both cases its job has to fail
     */
    public void run(UUID id, AttemptDisplay display) {
        if (stopping) {
            throw Failure.external(
                            "NODE_STOPS",
                            "The operator " + records.node() + " goes down and starts no attempt.",
                            "Nothing to do: the attempt is queued again.")
                    .asException();
        }
        Optional<RunningAttempt> claimed = claims.claim(id);
        if (claimed.isEmpty()) {
            display.line("this attempt has succeeded before; nothing was done");
            display.progress(100);
            return;
        }
        Optional<Failure> failure;
        try (LogMarks.Mark mark = begin(claimed.get())) {
            failure = run(claimed.get(), display);
        }
        seeWhatMayStart();
        if (failure.isPresent()) {
            throw failure.get().asException();
        }
    }

    private LogMarks.Mark begin(RunningAttempt attempt) {
        InstanceId instance = attempt.instance().id();
        if (attempt.number() == 1 && instance.origin().isSchedule()) {
            records.audience()
                    .tally()
                    .started(Duration.between(attempt.instance().due(), attempt.started()));
        }
        return records.audience().marks().begin(instance, attempt.id());
    }

    /** Asks all running attempts to stop at their next safe point, and claims no further one. Uses up no retry. */
    public void stop() {
        stopping = true;
        running.forEach(watch -> watch.stop(StopReason.NODE_STOPS));
    }

    private Optional<Failure> run(RunningAttempt attempt, AttemptDisplay display) {
        Optional<DeclaredTask> task = tasks.of(attempt.instance());
        if (task.isEmpty()) {
            return Optional.of(undeclared(attempt, display));
        }
        Duration timeout = task.get().sync().timeout();
        AttemptWatch watch = new AttemptWatch(attempt, records, leases.terms(), display, timeout);
        running.add(watch);
        if (stopping) {
            watch.stop(StopReason.NODE_STOPS);
        }
        try (RecordedLog log = new RecordedLog(records, attempt.id(), display);
                AttemptWatch watching = watch.begin(leases.pulse(), log)) {
            return new AttemptRun(attempt, task.get(), records, watching, log).run(requests, runner);
        } finally {
            running.remove(watch);
        }
    }

    private Failure undeclared(RunningAttempt attempt, AttemptDisplay display) {
        Failure failure = Failure.user(
                "VERSION_UNREADABLE",
                "The version that " + attempt.instance().id() + " was made from cannot be read.",
                "Submit the workflow again; its next cycles are made from the new version.");
        new OutcomeRecorder(records)
                .failed(attempt, failure, Counts.NONE, RetryPolicy.NONE)
                .ifPresent(recorded ->
                        attempt.count(records, AttemptState.FAILED, Optional.of(failure.kind()), Counts.NONE));
        try (RecordedLog log = new RecordedLog(records, attempt.id(), display)) {
            log.warn(failure.sentence());
        }
        return failure;
    }

    private void seeWhatMayStart() {
        try {
            ready.sweep();
        } catch (RuntimeException e) {
            FailureLine.write(LOG, Level.WARNING, "what may start now could not be seen; the next tick looks again", e);
        }
    }
}

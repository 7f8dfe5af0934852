package io.tidemark.operator;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.StatusLine;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands beside a running attempt: renews its lease, shows its progress, and asks it to stop when its time is over, its lease
 * is lost, a person wants it so or its node goes down. Thread-safe.
 */
final class AttemptWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AttemptWatch.class.getName());

    private final RunningAttempt attempt;
    private final Records records;
    private final BackfillStore backfills;
    private final LeaseTerms terms;
    private final AttemptBar bar;
    private final Duration timeout;
    private final Progress progress = new Progress();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();
    private volatile Instant leaseUntil;
    private volatile boolean renewing = true;
    private final List<Pulse.Beat> beats = new CopyOnWriteArrayList<>();

    AttemptWatch(RunningAttempt attempt, Records records, LeaseTerms terms, AttemptDisplay display, Duration timeout) {
        this.attempt = attempt;
        this.records = records;
        this.backfills = new BackfillStore(records.transactions());
        this.terms = terms;
        this.bar = new AttemptBar(progress, display);
        this.timeout = timeout;
        this.leaseUntil = attempt.started().plus(terms.length());
    }

    AttemptWatch begin(Pulse pulse, RecordedLog log) {
        bar.show();
        beats.add(pulse.every(terms.renewal(), () -> marked(this::look)));
        StatusLine status = new StatusLine(progress, attempt.started());
        beats.add(pulse.every(StatusLine.EVERY, () -> marked(() -> say(status, log))));
        return this;
    }

    /** The thread of the pulse looks after many attempts. */
    private void marked(Runnable beat) {
        try (LogMarks.Mark mark =
                records.audience().marks().begin(attempt.instance().id(), attempt.id())) {
            beat.run();
        }
    }

    /** Without a word while the database is gone: the look at the lease says that. */
    private void say(StatusLine status, RecordedLog log) {
        try {
            log.status(status.next(records.clock().instant()));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "no status of {0}: {1}", attempt.name(), e.getMessage());
        }
    }

    Progress progress() {
        return progress;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Asks the attempt to stop; the first reason counts. */
    void stop(StopReason why) {
        reason.compareAndSet(null, why);
        cancellation.request();
    }

    Optional<StopReason> stopped() {
        return Optional.ofNullable(reason.get());
    }

    /** The attempt has ended: its bar stays where the work got to. */
    void ended(boolean succeeded) {
        if (succeeded) {
            bar.fill();
        } else {
            bar.show();
        }
    }

    @Override
    public void close() {
        beats.forEach(Pulse.Beat::close);
    }

    private void look() {
        try {
            bar.show();
            renew();
            stopIfAsked();
            renewing = true;
        } catch (RuntimeException e) {
            notRenewed(e);
        }
        Instant now = records.clock().instant();
        if (now.isAfter(leaseUntil)) {
            stop(StopReason.LEASE_LOST);
        }
        if (!now.isBefore(attempt.started().plus(timeout))) {
            stop(StopReason.TIMEOUT);
        }
    }

    private void stopIfAsked() {
        if (records.instances()
                .find(attempt.instance().id())
                .filter(instance -> instance.state() == InstanceState.CANCELLING)
                .isPresent()) {
            stop(StopReason.STOPPED);
        }
        if (backfills
                .terms(attempt.instance().id())
                .filter(backfill -> backfill.state() == BackfillState.INTERRUPTED)
                .isPresent()) {
            stop(StopReason.BACKFILL_STOPPED);
        }
    }

    /** Said once for each time that it begins: a database that is gone is gone for every look. */
    private void notRenewed(RuntimeException e) {
        if (!renewing) {
            return;
        }
        renewing = false;
        String what = "the lease of " + attempt.name() + " could not be renewed; it holds until " + leaseUntil;
        FailureLine.write(LOG, Level.WARNING, what, e);
    }

    private void renew() {
        Instant until = records.clock().instant().plus(terms.length());
        if (records.attempts().renew(attempt.id(), attempt.fence(), until, progress.counts())) {
            leaseUntil = until;
        } else {
            stop(StopReason.LEASE_LOST);
        }
    }
}

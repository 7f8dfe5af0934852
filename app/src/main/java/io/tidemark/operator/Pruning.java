package io.tidemark.operator;

import io.tidemark.store.AuditLog;
import io.tidemark.store.OldInstances;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Removes what is older than the retention, in small steps that hold up nobody. Used by one thread at a time. */
public final class Pruning {
    private static final System.Logger LOG = System.getLogger(Pruning.class.getName());

    /** Transactions of each kind in one go. */
    private static final int TIMES = 5;

    /** In one transaction. */
    private static final int INSTANCES = 100;

    /** In one transaction; each may have a thousand lines. */
    private static final int ATTEMPTS = 25;

    /** In one transaction. */
    private static final int EVENTS = 1000;

    /** How long it is known who did what, whatever else is kept. */
    private static final Duration AUDIT = Duration.ofDays(366);

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Records records;
    private final OldInstances old;
    private final Dispatcher jobs;
    private final Retention retention;
    private final AuditLog audit;
    private Instant next = Instant.EPOCH;

    /** Of attempts that ended before there are no lines left. */
    private Instant withoutLogs = Instant.EPOCH;

    public Pruning(Records records, Dispatcher jobs, Retention retention) {
        this.records = records;
        this.jobs = jobs;
        this.old = new OldInstances(records.transactions());
        this.retention = retention;
        this.audit = new AuditLog(records.transactions());
    }

    /** Removes some of what is old. The rest is left to the next call if there is much, else to one a minute later. */
    public void sweep() {
        Instant now = records.clock().instant();
        if (now.isBefore(next)) {
            return;
        }
        Instant logsBefore = now.minus(retention.logs());
        Instant instancesBefore = now.minus(retention.instances());
        int logs = repeat(ATTEMPTS, () -> old.removeLogs(withoutLogs, logsBefore, ATTEMPTS));
        int instances = repeat(INSTANCES, () -> old.remove(instancesBefore, INSTANCES));
        int events = repeat(EVENTS, () -> audit.prune(now.minus(AUDIT), EVENTS));
        boolean allLogs = logs < TIMES * ATTEMPTS;
        if (allLogs) {
            withoutLogs = logsBefore;
        }
        if (allLogs && instances < TIMES * INSTANCES && events < TIMES * EVENTS) {
            jobs.forgetFailed(instancesBefore);
            next = now.plus(EVERY);
        }
        if (instances > 0 || logs > 0) {
            LOG.log(
                    Level.INFO,
                    "removed {0} instances that ended before {1}, and the logs of {2} attempts that ended before {3}",
                    instances,
                    instancesBefore,
                    logs,
                    logsBefore);
        }
    }

    /** Takes a step until it finds less than it could remove, or often enough. Returns how much was removed. */
    private static int repeat(int atMost, IntSupplier step) {
        int all = 0;
        for (int time = 0; time < TIMES; time++) {
            int removed = step.getAsInt();
            all += removed;
            if (removed < atMost) {
                break;
            }
        }
        return all;
    }
}

package io.tidemark.operator;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent.Outcome;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.store.AuditLog;
import io.tidemark.workflow.InvalidDefinitionException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Leaves a trace of what somebody does, whatever comes of it. Thread-safe. */
public record Trail(AuditLog log, InstantSource clock) {
    private static final System.Logger LOG = System.getLogger(Trail.class.getName());

    /**
     * Does something, and writes down who did it before and what came of it after. Nothing is done if that cannot be written.
     *
     * @param action as in {@link io.tidemark.access.AuditEvent}
     * @param subject as there; never a secret
     * @param detail of the result, as there
     */
    public <T> T of(Actor actor, String action, String subject, Supplier<T> work, Function<T, String> detail) {
        long event = log.begin(actor, clock.instant(), action, subject);
        T result;
        try {
            result = work.get();
        } catch (FailureException e) {
            boolean refused = e.failure().kind() == FailureKind.USER
                    || e.failure().kind() == FailureKind.LIMIT
                    || e.failure().code().equals("CHANGED_SINCE_SHOWN");
            end(event, refused ? Outcome.REFUSED : Outcome.FAILED, e.failure().sentence());
            throw e;
        } catch (InvalidDefinitionException e) {
            end(event, Outcome.REFUSED, e.problems().get(0).toString());
            throw e;
        } catch (RuntimeException e) {
            end(event, Outcome.FAILED, e.getClass().getSimpleName());
            throw e;
        }
        end(event, Outcome.DONE, detail.apply(result));
        return result;
    }

    /** As {@link #of}, for work without a result. */
    public void of(Actor actor, String action, String subject, Runnable work) {
        of(
                actor,
                action,
                subject,
                () -> {
                    work.run();
                    return "";
                },
                done -> done);
    }

    /** What was done stays done, so the event may have to say that nobody knows. */
    private void end(long event, Outcome outcome, String detail) {
        try {
            log.end(event, outcome, detail);
        } catch (FailureException e) {
            LOG.log(
                    Level.WARNING,
                    "That event {0} of the audit is {1} could not be written: {2}",
                    event,
                    outcome,
                    e.getMessage());
        }
    }
}

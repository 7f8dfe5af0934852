package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.AttemptRow;
import io.tidemark.sync.Fence;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Gives a queued attempt to the first worker that asks, and to nobody else. */
final class AttemptClaims {
    private final Records records;
    private final LeaseTerms terms;

    AttemptClaims(Records records, LeaseTerms terms) {
        this.records = records;
        this.terms = terms;
    }

    /**
     * Claims an attempt. Empty if it has succeeded before, so that there is nothing to do.
     *
     * @throws io.tidemark.attempt.FailureException if it cannot be claimed; its job must not look as if it had done the work
     */
    Optional<RunningAttempt> claim(UUID id) {
        Instant now = records.clock().instant();
        Fence fence = Fence.random();
        AttemptRow.Holder holder = new AttemptRow.Holder(fence, records.node(), now, now.plus(terms.length()));
        return records.transactions().inTransaction(() -> {
            boolean claimed = records.attempts().claim(id, holder);
            AttemptRow row =
                    records.attempts().find(id).orElseThrow(() -> unknown(id).asException());
            if (!claimed) {
                return refused(row);
            }
            CycleInstance instance = records.instances().find(row.instance()).orElseThrow();
            String why = "attempt " + row.number() + " runs on " + records.node();
            if (!records.instances()
                    .move(
                            instance.id(),
                            InstanceState.READY,
                            InstanceEvent.ATTEMPT_STARTED,
                            records.note(why),
                            Optional.empty())) {
                throw new IllegalStateException(instance.id() + " is not READY although its attempt is queued");
            }
            return Optional.of(new RunningAttempt(id, instance, row.number(), fence, now));
        });
    }

    private static Optional<RunningAttempt> refused(AttemptRow row) {
        if (row.state() == AttemptState.SUCCEEDED) {
            return Optional.empty();
        }
        String name = AttemptTicket.name(row.instance(), row.number());
        if (row.state().ended()) {
            throw Failure.user(
                            "ATTEMPT_ENDED",
                            name + " has ended already: it is " + row.state() + ".",
                            "Nothing was started; a further attempt is a job of its own.")
                    .asException();
        }
        if (row.state() == AttemptState.RUNNING) {
            throw Failure.user(
                            "ATTEMPT_RUNS",
                            name + " is running on "
                                    + row.holder().map(AttemptRow.Holder::node).orElse("another node") + " already.",
                            "Nothing was started; if that worker is gone, the attempt counts as lost soon and another one follows.")
                    .asException();
        }
        throw Failure.user(
                        "ATTEMPT_NOT_DUE",
                        name + " may not start yet.",
                        "Nothing was started; it is queued again when its time has come.")
                .asException();
    }

    private static Failure unknown(UUID id) {
        return Failure.user(
                "ATTEMPT_UNKNOWN",
                "There is no attempt " + id + " in this database.",
                "Nothing was started; delete its job.");
    }
}

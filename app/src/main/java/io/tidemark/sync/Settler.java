package io.tidemark.sync;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a window whose commit was begun to its end: the witness first, then each session by what the target says of it.
 * Repeatable by anybody who holds the claim, after any crash.
 */
final class Settler {
    private static final int MOST_ASKED = 60;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CheckpointLedger ledger;
    private final WitnessTable witnesses;
    private final TableSink sink;
    private final Workers workers;
    private final AttemptLog log;

    /** How settling ended, when it did not end in a failure. */
    enum Settled {
        /** All sessions are committed. */
        COMMITTED,
        /** The overwrite session is lost: read and write again, next round. */
        NEXT_ROUND
    }

    Settler(CheckpointLedger ledger, WitnessTable witnesses, TableSink sink, Workers workers, AttemptLog log) {
        this.ledger = ledger;
        this.witnesses = witnesses;
        this.sink = sink;
        this.workers = workers;
        this.log = log;
    }

    /**
     * Steps (w) and (b).
     *
     * @param fresh whether the sessions were just written, so that the first commit need not ask before
     * @throws FailureException among others code {@code WINDOW_UNDECIDED} after the ledger was told so, {@code
     *     CHAIN_TO_BE_RECOVERED} after the chain was stopped
     */
    Settled settle(Claim.Settle begun, boolean fresh) {
        begun.gapWitness().ifPresent(gap -> witnessGap(begun.claim(), gap));
        witness(begun);
        for (CommitEntry entry : begun.prepared().entries()) {
            if (settle(begun, entry, fresh) == Settled.NEXT_ROUND) {
                return Settled.NEXT_ROUND;
            }
        }
        return Settled.COMMITTED;
    }

    /** Marks the witness committed; a failure is only logged, since the ledger knows. */
    void confirm(Claim.Settle begun) {
        Witness witness = begun.witness(Witness.State.COMMITTING);
        try {
            if (!witnesses.replace(witness, witness.in(Witness.State.COMMITTED))) {
                log.warn("the witness of " + witness.window() + " was not marked committed: it has changed meanwhile");
            }
        } catch (FailureException e) {
            log.warn("the witness of " + witness.window() + " was not marked committed: "
                    + e.failure().message());
        }
    }

    /** A gap is witnessed once; by now it may have been filled. */
    private void witnessGap(WindowClaim claim, Witness gap) {
        if (!witnesses.insert(gap)
                && witnesses
                        .find(gap.streamId(), gap.chain(), gap.window().start())
                        .filter(found -> gap.window().contains(found.window()))
                        .isEmpty()) {
            throw contradicted(claim);
        }
    }

    private void witness(Claim.Settle begun) {
        WindowClaim claim = begun.claim();
        Prepared prepared = begun.prepared();
        Witness own = begun.witness(Witness.State.COMMITTING);
        Optional<Witness> found = Optional.empty();
        for (int attempt = 0; attempt < 2; attempt++) {
            switch (WitnessDecision.of(found, claim, prepared.entries())) {
                case AGREES -> {
                    return;
                }
                case INSERT -> {
                    if (witnesses.insert(own)) {
                        return;
                    }
                }
                case REPLACE -> {
                    if (witnesses.replace(found.orElseThrow(), own)) {
                        return;
                    }
                }
                case CONTRADICTS -> throw contradicted(claim);
            }
            found = witnesses.find(
                    begun.streamId(), claim.chain(), claim.window().start());
        }
        if (WitnessDecision.of(found, claim, prepared.entries()) != WitnessDecision.AGREES) {
            throw contradicted(claim);
        }
    }

    private FailureException contradicted(WindowClaim claim) {
        String reason = "the status table names other upload sessions for window " + claim.window()
                + " than this operator's database";
        ledger.toBeRecovered(claim.chain(), reason);
        return Failure.limit(
                        "CHAIN_TO_BE_RECOVERED",
                        "Chain " + claim.chain() + " is stopped: " + reason + ".",
                        Advice.stopTheOther(claim.chain()))
                .asException();
    }

    private Settled settle(Claim.Settle begun, CommitEntry entry, boolean fresh) {
        UploadSession session = sink.find(entry.partition(), entry.sessionId());
        FailureException last = fresh ? commit(session, entry) : null;
        for (int asked = 0; asked < MOST_ASKED; asked++) {
            if (asked > 0) {
                workers.sleeper().sleep(pause(asked));
            }
            UploadSession.View view;
            try {
                view = session.view();
            } catch (FailureException e) {
                if (SettleDecision.unanswered(begun.namedAt(), workers.clock().instant()) == SettleDecision.UNDECIDED) {
                    throw undecided(
                            begun, entry, "cannot be asked: " + e.failure().message());
                }
                if (!e.failure().kind().retryable()) {
                    throw e;
                }
                last = e;
                log.warn("the status of session " + entry.sessionId() + " is not known: "
                        + e.failure().message() + " It is asked again.");
                continue;
            }
            switch (SettleDecision.of(view, entry)) {
                case DONE -> {
                    return Settled.COMMITTED;
                }
                case COMMIT -> {
                    if (last != null && !last.failure().kind().retryable()) {
                        throw last;
                    }
                    last = commit(session, entry);
                }
                case POLL -> last = null;
                case NEXT_ROUND -> {
                    log.warn("session " + entry.sessionId() + " is lost (" + view.status()
                            + "); the window is written again");
                    return Settled.NEXT_ROUND;
                }
                case FOREIGN_BLOCKS -> throw foreign(entry);
                case UNDECIDED -> throw undecided(begun, entry, "now says " + view.status() + ".");
            }
        }
        throw last != null
                ? last
                : Failure.external(
                                "COMMIT_TAKES_LONG",
                                "The target has been committing session " + entry.sessionId() + " for a long time.",
                                "Nothing to do: the next attempt asks again and reads nothing twice.")
                        .asException();
    }

    /** Sends the commit. What went wrong is returned, not thrown: whatever it is, only the session's status tells. */
    private @Nullable FailureException commit(UploadSession session, CommitEntry entry) {
        try {
            session.commit(entry.blocks());
            return null;
        } catch (FailureException e) {
            log.warn("the commit of session " + entry.sessionId() + " was not acknowledged: "
                    + e.failure().message() + " Its status is asked.");
            return e;
        }
    }

    private static Duration pause(int asked) {
        Duration pause = Duration.ofMillis(100L << Math.min(asked, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static FailureException foreign(CommitEntry entry) {
        return Failure.bug(
                        "FOREIGN_BLOCKS",
                        "Session " + entry.sessionId() + " holds other blocks than this window wrote.",
                        "Report it; the window is claimed again when the session has expired.")
                .asException();
    }

    private FailureException undecided(Claim.Settle begun, CommitEntry entry, String answer) {
        return giveUp(
                begun.claim(),
                "Upload session " + entry.sessionId() + " with "
                        + entry.blocks().size() + (entry.blocks().size() == 1 ? " block, " : " blocks, ")
                        + begun.prepared().counts().written() + " rows in the window, was to be committed to "
                        + begun.target() + (entry.partition().isWholeTable() ? "" : "(" + entry.partition() + ")")
                        + " after " + begun.namedAt() + "; the target " + answer
                        + " That does not tell whether it was committed. " + held(entry));
    }

    /** More for a person to go by. Not being able to count is no reason to know less. */
    private String held(CommitEntry entry) {
        String where = entry.partition().isWholeTable() ? "The table" : "The partition";
        String before = entry.rowsBefore()
                .map(rows -> " held " + rows + " rows before, and")
                .orElse("");
        try {
            return where + before + " held " + sink.rowCount(entry.partition()) + " rows at "
                    + workers.clock().instant() + ".";
        } catch (FailureException e) {
            return where + "'s rows could not be counted: " + e.failure().message();
        }
    }

    /** Leaves the window to a person. */
    FailureException giveUp(WindowClaim claim, String evidence) {
        ledger.undecided(claim, evidence);
        return Failure.limit("WINDOW_UNDECIDED", evidence, Advice.resolve(claim.windowId()))
                .asException();
    }
}

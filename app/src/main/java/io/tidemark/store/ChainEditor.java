package io.tidemark.store;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainEvent.Action;
import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.RecordedWindow;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a person does to chains in the ledger, beside the protocol. Each change is one transaction that gives every window of
 * the chain a new fence, so that whoever works on one comes too late, and leaves an event. Thread-safe.
 */
public final class ChainEditor {
    private final Transactions transactions;
    private final InstantSource clock;
    private final ChainTable chains;
    private final WindowRows rows;
    private final WindowTable windows;
    private final ChainRecovery recovery;
    private final ChainEvents events;
    private final ScriptCalls calls;

    /** @param clock for the times of events */
    public ChainEditor(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
        this.chains = new ChainTable(transactions);
        this.rows = new WindowRows(transactions);
        this.windows = new WindowTable(transactions);
        this.recovery = new ChainRecovery(transactions);
        this.events = new ChainEvents(transactions);
        this.calls = new ScriptCalls(transactions);
    }

    /** How the chain would be recovered now. */
    public RecoveryPlan plan(ChainId chain, List<Witness> witnesses) {
        return transactions.inTransaction(() -> recovery.plan(chain, witnesses));
    }

    /**
     * Carries out a plan that a person has seen, whatever contradicts.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if it would be another plan by now
     */
    public void recover(ChainId id, List<Witness> witnesses, RecoveryPlan agreed, String by) {
        change(id, chain -> {
            if (chain.toBeRecovered().isEmpty()
                    || !recovery.plan(id, witnesses).equals(agreed)
                    || !recovery.carryOut(chain, agreed, now())) {
                throw changed(id);
            }
            tell(
                    id,
                    by,
                    Action.RECOVERED,
                    agreed.kept().size() + " windows kept, " + agreed.dropped().size() + " dropped, "
                            + agreed.adopted().size() + " taken over from witnesses, "
                            + agreed.holes().size() + " gaps; stopped because: "
                            + chain.toBeRecovered().orElseThrow()
                            + (agreed.contradictions().isEmpty()
                                    ? ""
                                    : "; confirmed: " + String.join("; ", agreed.contradictions())));
        });
    }

    /** Windows that go when a person says that the chain stands at {@code head}: later ones, and those without records. */
    public List<LedgerWindow> droppedByHead(ChainId chain, Instant head) {
        return transactions.inTransaction(() -> rows.endingAfter(chain, Optional.empty()).stream()
                .filter(row -> row.window().end().isAfter(head) || !row.fixed())
                .toList());
    }

    /**
     * Says where a chain goes on: behind its window that ends there, or by time if there is none.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if it is not stopped any more
     */
    public void nameHead(ChainId id, Instant head, String by) {
        change(id, chain -> {
            if (chain.toBeRecovered().isEmpty()) {
                throw changed(id);
            }
            int dropped = dropAndSetHead(chain, droppedByHead(id, head), head);
            tell(
                    id,
                    by,
                    Action.HEAD_NAMED,
                    "the chain goes on at " + head + "; " + dropped + " windows dropped; stopped because: "
                            + chain.toBeRecovered().orElseThrow());
        });
    }

    /** Windows that begin there or later, with the sessions of their last rounds, in the order of their starts. */
    public List<RecordedWindow> startingAt(ChainId chain, Instant from) {
        return transactions.inTransaction(() -> recovery.recorded(chain, Optional.of(from)).stream()
                .filter(window -> !window.row().window().start().isBefore(from))
                .toList());
    }

    /** Whether a chain may be set back to there: the end of a window whose records are fixed, or the chain's beginning. */
    public boolean isBoundary(ChainId chain, Instant at) {
        return transactions.inTransaction(() -> {
            List<LedgerWindow> all = rows.endingAfter(chain, Optional.empty());
            return all.stream()
                            .anyMatch(row -> row.fixed() && row.window().end().equals(at))
                    || all.stream()
                            .findFirst()
                            .filter(row -> row.window().start().equals(at))
                            .isPresent();
        });
    }

    /**
     * Sets the head back and forgets what came later.
     *
     * @param seen the windows that a person has agreed to drop
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if there are others by now
     */
    public void rewind(ChainId id, Instant to, List<RecordedWindow> seen, String by) {
        change(id, chain -> {
            List<RecordedWindow> later = startingAt(id, to);
            if (!later.equals(seen) || later.stream().anyMatch(window -> isAtStake(window.row()))) {
                throw changed(id);
            }
            dropAndSetHead(chain, later.stream().map(RecordedWindow::row).toList(), to);
            tell(
                    id,
                    by,
                    Action.REWOUND,
                    "from " + chain.head().map(Instant::toString).orElse("its beginning") + " to " + to + "; "
                            + later.size() + " windows dropped");
        });
    }

    /**
     * Writes a gap down behind the head, which moves to the gap's end; windows without records go.
     *
     * @param version that the chain had when somebody agreed
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if it has another one by now
     */
    public void acceptLoss(ChainId id, long version, Window gap, WindowCheckpoints span, String by) {
        change(id, chain -> {
            List<LedgerWindow> all = rows.endingAfter(id, Optional.empty());
            if (chain.version() != version
                    || chain.toBeRecovered().isPresent()
                    || all.stream().anyMatch(ChainEditor::isAtStake)) {
                throw changed(id);
            }
            List<LedgerWindow> unfixed =
                    all.stream().filter(row -> !row.fixed()).toList();
            chains.forgetHeadWindow(id);
            drop(id, unfixed);
            windows.insertGap(id, gap, span, "", by, now());
            setHead(chain, gap.end());
            tell(id, by, Action.LOSS_ACCEPTED, gap + " is a gap: records had expired unread");
        });
    }

    /**
     * Gives a chain another name. Its events and its script's call go with it.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if a commit was begun meanwhile
     */
    public void rename(ChainId from, ChainId to, String by) {
        change(from, chain -> {
            if (atStake(from).isPresent() || chains.rename(chain, to) != 1) {
                throw changed(from);
            }
            windows.refence(to);
            events.rename(from, to);
            calls.rename(from, to);
            tell(to, by, Action.MOVED, movedFrom(from));
        });
    }

    /** Whether {@code to} got its name from {@code from}. */
    public boolean wasMoved(ChainId from, ChainId to) {
        return transactions.inTransaction(() -> events.of(to).stream()
                .anyMatch(event ->
                        event.action() == Action.MOVED && event.detail().equals(movedFrom(from))));
    }

    /** A window whose commit was begun and is not known to have ended. */
    public Optional<LedgerWindow> atStake(ChainId chain) {
        return transactions.inTransaction(() -> rows.endingAfter(chain, Optional.empty()).stream()
                .filter(ChainEditor::isAtStake)
                .findFirst());
    }

    /**
     * Forgets windows whose records are not fixed; whoever works on one comes too late.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code CHAIN_CHANGED} if one has changed since
     */
    public void dropUnfixed(ChainId id, List<LedgerWindow> seen) {
        change(id, chain -> {
            if (seen.stream().anyMatch(row -> row.fixed() || windows.drop(row) != 1)) {
                throw changed(id);
            }
        });
    }

    /** Leaves an event of what was done elsewhere. */
    public void told(ChainId chain, String by, Action action, String detail) {
        transactions.run(() -> tell(chain, by, action, detail));
    }

    private int dropAndSetHead(ChainRow chain, List<LedgerWindow> dropped, Instant head) {
        chains.forgetHeadWindow(chain.id());
        drop(chain.id(), dropped);
        setHead(chain, head);
        return dropped.size();
    }

    private void drop(ChainId chain, List<LedgerWindow> dropped) {
        for (LedgerWindow row : dropped) {
            if (windows.drop(row) != 1) {
                throw changed(chain);
            }
        }
    }

    private void setHead(ChainRow chain, Instant head) {
        windows.refence(chain.id());
        if (chains.setHead(chain, head, rows.endingAt(chain.id(), head)) != 1) {
            throw changed(chain.id());
        }
    }

    private void change(ChainId id, Consumer<ChainRow> change) {
        transactions.run(() -> change.accept(chains.lock(id).orElseThrow(() -> changed(id))));
    }

    private void tell(ChainId chain, String by, Action action, String detail) {
        events.add(chain, new ChainEvent(now(), by, action, detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean isAtStake(LedgerWindow row) {
        return row.state() == WindowState.COMMITTING || row.state() == WindowState.UNDECIDED;
    }

    private static String movedFrom(ChainId from) {
        return "from " + from;
    }

    private static RuntimeException changed(ChainId chain) {
        return Failure.external(
                        "CHAIN_CHANGED",
                        "Chain " + chain + " has changed since you were shown what would happen.",
                        "Nothing was done to it in the ledger; look again and repeat the command.")
                .asException();
    }
}

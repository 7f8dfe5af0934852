package io.tidemark.store;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.Advice;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainState;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimDecision;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Fence;
import io.tidemark.sync.Gap;
import io.tidemark.sync.GapFill;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.Resolution;
import io.tidemark.sync.StepDecision;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The checkpoint ledger in the operator's database. A call joins the transaction that is open on its thread, if one is. */
public final class SqlCheckpointLedger implements CheckpointLedger {
    private final Transactions transactions;
    private final InstantSource clock;
    private final ChainTable chains;
    private final WindowRows rows;
    private final WindowTable windows;
    private final CommitEntryTable entries;
    private final ChainRecovery recovery;
    private final ChainEvents events;

    /** @param clock for the times that are shown; no decision depends on it */
    public SqlCheckpointLedger(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
        this.chains = new ChainTable(transactions);
        this.rows = new WindowRows(transactions);
        this.windows = new WindowTable(transactions);
        this.entries = new CommitEntryTable(transactions);
        this.recovery = new ChainRecovery(transactions);
        this.events = new ChainEvents(transactions);
    }

    @Override
    public Claim claim(ClaimRequest request) {
        return transactions.inTransaction(() -> {
            ChainRow locked = chains.lockOrCreate(request.chain(), request.streamId(), now());
            ChainState chain = locked.state(rows.relevant(locked, request.window()));
            ClaimDecision decision = ClaimDecision.decide(chain, request);
            if (decision instanceof ClaimDecision.Begin begin) {
                return begin(chain, begin, request);
            }
            if (decision instanceof ClaimDecision.Again again) {
                appendedAgain(again.row(), request);
                return new Claim.Run(taken(chain, again.row(), again.round(), request));
            }
            if (decision instanceof ClaimDecision.Fill fill) {
                return new Claim.Run(
                        taken(chain, fill.gap(), fill.round(), request).filling(fill.window()));
            }
            if (decision instanceof ClaimDecision.Settle settle) {
                return settle(chain, settle, request);
            }
            return ((ClaimDecision.Answer) decision).claim();
        });
    }

    /** Rows that are doubled on purpose are somebody's decision. */
    private void appendedAgain(LedgerWindow row, ClaimRequest request) {
        if (row.state() == WindowState.COMMITTED && !row.overwrite()) {
            events.add(
                    request.chain(),
                    new ChainEvent(
                            now(),
                            request.claimedBy(),
                            ChainEvent.Action.APPENDED_AGAIN,
                            row.window() + ": " + request.again().orElseThrow()));
        }
    }

    private Claim begin(ChainState chain, ClaimDecision.Begin begin, ClaimRequest request) {
        for (LedgerWindow superseded : begin.superseded()) {
            requireOne(windows.supersede(superseded), superseded.window().toString(), chain.id());
        }
        Fence fence = Fence.random();
        long id = windows.insert(begin, request, fence, now());
        return new Claim.Run(new WindowClaim(
                id,
                chain.id(),
                begin.window(),
                fence,
                0,
                chain.version(),
                begin.start(),
                Optional.empty(),
                begin.filterFrom(),
                begin.gap(),
                Optional.empty()));
    }

    private Claim settle(ChainState chain, ClaimDecision.Settle settle, ClaimRequest request) {
        LedgerWindow row = settle.row();
        WindowClaim claim = behindGap(taken(chain, row, row.round(), request));
        return new Claim.Settle(
                claim,
                preparedOf(row),
                chain.streamId(),
                row.target(),
                row.preparedAt().orElseThrow(),
                settle.own());
    }

    private Prepared preparedOf(LedgerWindow row) {
        return new Prepared(
                new WindowCheckpoints(row.start().orElseThrow(), row.end().orElseThrow()),
                row.counts(),
                entries.of(row.id(), row.round()));
    }

    /** Whoever settles a window witnesses what was left out before it, too. */
    private WindowClaim behindGap(WindowClaim claim) {
        return rows.gapBefore(claim.chain(), claim.window().start())
                .map(gap -> claim.behind(new Gap(gap.window(), gap.start().orElseThrow())))
                .orElse(claim);
    }

    private WindowClaim taken(ChainState chain, LedgerWindow row, int round, ClaimRequest request) {
        Fence fence = Fence.random();
        requireOne(windows.claim(row, request, fence, now()), row.window().toString(), chain.id());
        return claim(chain.id(), chain.version(), row, fence, round);
    }

    private static WindowClaim claim(ChainId chain, long version, LedgerWindow row, Fence fence, int round) {
        return new WindowClaim(
                row.id(),
                chain,
                row.window(),
                fence,
                round,
                version,
                row.start(),
                row.end(),
                row.filterFrom(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void prepare(WindowClaim claim, Prepared prepared) {
        transactions.run(() -> {
            ChainState chain = around(claim);
            switch (StepDecision.prepare(chain, claim)) {
                case ALLOWED -> {}
                case FENCED_OUT, HEAD_MOVED -> throw fencedOut(claim.window().toString(), claim.chain());
                case TO_BE_RECOVERED ->
                    throw toBeRecovered(claim, chain.toBeRecovered().orElseThrow());
            }
            requireOne(windows.prepare(claim, prepared, now()), claim);
            if (claim.movesHead()) {
                requireOne(chains.moveHead(claim), claim);
            }
            String target = chain.windows().get(0).target();
            claim.gap().ifPresent(gap -> leaveOut(gap, claim, prepared, target));
            claim.fill().ifPresent(fill -> leaveRest(fill, claim, prepared, target));
            entries.name(claim.windowId(), claim.round(), prepared.entries());
        });
    }

    private void leaveOut(Gap gap, WindowClaim claim, Prepared prepared, String target) {
        WindowCheckpoints span =
                new WindowCheckpoints(gap.start(), prepared.checkpoints().start());
        windows.insertGap(claim.chain(), gap.window(), span, target, "onGap: accept", now());
    }

    private void leaveRest(GapFill fill, WindowClaim claim, Prepared prepared, String target) {
        fill.rest(claim.window()).ifPresent(rest -> {
            WindowCheckpoints span =
                    new WindowCheckpoints(prepared.checkpoints().end().asStart(), fill.edge());
            long id = windows.insertGap(claim.chain(), rest, span, target, "rest of a gap", now());
            chains.headOfRest(claim.chain(), claim.windowId(), id);
        });
    }

    @Override
    public void complete(WindowClaim claim, Runnable also) {
        transactions.run(() -> {
            requireSettling(claim);
            requireOne(windows.commit(claim, now()), claim);
            entries.committed(claim.windowId(), claim.round());
            also.run();
        });
    }

    @Override
    public WindowClaim nextRound(WindowClaim claim, List<CommitEntry> sessions) {
        return transactions.inTransaction(() -> {
            requireSettling(claim);
            requireOne(windows.nextRound(claim, now()), claim);
            entries.name(claim.windowId(), claim.round() + 1, sessions);
            return claim.nextRound();
        });
    }

    @Override
    public void undecided(WindowClaim claim, String evidence) {
        transactions.run(() -> {
            requireSettling(claim);
            requireOne(windows.undecided(claim, evidence), claim);
        });
    }

    @Override
    public Claim.Settle takeUndecided(long windowId, String by) {
        return transactions.inTransaction(() -> {
            LedgerWindow row = rows.find(windowId)
                    .filter(window -> window.state() == WindowState.UNDECIDED)
                    .orElseThrow(() -> notUndecided(windowId));
            ChainRow chain = chains.lock(rows.chainOf(windowId)).orElseThrow();
            Fence fence = Fence.random();
            if (windows.take(row, fence, by, now()) != 1) {
                throw notUndecided(windowId);
            }
            return new Claim.Settle(
                    claim(chain.id(), chain.version(), row, fence, row.round()),
                    preparedOf(row),
                    chain.streamId(),
                    row.target(),
                    row.preparedAt().orElseThrow(),
                    true);
        });
    }

    private static RuntimeException notUndecided(long windowId) {
        return Failure.user(
                        "WINDOW_NOT_UNDECIDED",
                        "There is no undecided window with the id " + windowId + ".",
                        "`tidemark windows list --state UNDECIDED` shows those that wait for an answer.")
                .asException();
    }

    @Override
    public void resolve(WindowClaim claim, Resolution resolution, String by, Runnable also) {
        transactions.run(() -> {
            chains.lock(claim.chain());
            boolean committed = resolution == Resolution.COMMITTED;
            requireOne(windows.resolve(claim, committed ? WindowState.COMMITTED : WindowState.OPEN, by, now()), claim);
            if (committed) {
                entries.committed(claim.windowId(), claim.round());
            }
            also.run();
        });
    }

    private void requireSettling(WindowClaim claim) {
        if (StepDecision.settled(around(claim), claim) != StepDecision.ALLOWED) {
            throw fencedOut(claim.window().toString(), claim.chain());
        }
    }

    /** The chain with the claimed window only; nobody else changes either before this transaction ends. */
    private ChainState around(WindowClaim claim) {
        ChainRow chain = chains.lock(claim.chain())
                .orElseThrow(() -> fencedOut(claim.window().toString(), claim.chain()));
        return new ChainState(
                chain.id(),
                chain.streamId(),
                chain.version(),
                chain.head(),
                Optional.empty(),
                chain.toBeRecovered(),
                rows.find(claim.windowId()).map(List::of).orElse(List.of()));
    }

    @Override
    public void toBeRecovered(ChainId chain, String reason) {
        transactions.run(() -> {
            if (chains.toBeRecovered(chain, reason) != 1) {
                throw new IllegalArgumentException("the ledger has no chain " + chain);
            }
        });
    }

    @Override
    public RecoveryPlan recover(ChainId id, List<Witness> witnesses) {
        return transactions.inTransaction(() -> {
            ChainRow chain = chains.lock(id).orElseThrow();
            RecoveryPlan plan = recovery.plan(id, witnesses);
            boolean wanted =
                    plan.contradictions().isEmpty() && chain.toBeRecovered().isPresent();
            if (wanted && !recovery.carryOut(chain, plan, now())) {
                throw new IllegalStateException("the rows of " + id + " changed under the lock of their chain");
            }
            return plan;
        });
    }

    /** The database keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void requireOne(int rows, WindowClaim claim) {
        requireOne(rows, claim.window().toString(), claim.chain());
    }

    private static void requireOne(int rows, String window, ChainId chain) {
        if (rows != 1) {
            throw fencedOut(window, chain);
        }
    }

    private static RuntimeException fencedOut(String window, ChainId chain) {
        return Failure.external(
                        "FENCED_OUT",
                        "Another attempt has taken over window " + window + " of chain " + chain + ".",
                        "This one stops here; the other one brings the window to its end.")
                .asException();
    }

    private static RuntimeException toBeRecovered(WindowClaim claim, String reason) {
        return Failure.limit(
                        "CHAIN_TO_BE_RECOVERED",
                        "Chain " + claim.chain() + " is to be recovered, so window " + claim.window()
                                + " was not committed: " + reason + ".",
                        Advice.recover(claim.chain()))
                .asException();
    }
}

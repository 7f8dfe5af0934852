package io.tidemark.store;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainState;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimDecision;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Fence;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
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
    private final WindowTable windows;
    private final CommitEntryTable entries;

    /** @param clock for the times that are shown; no decision depends on it */
    public SqlCheckpointLedger(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
        this.chains = new ChainTable(transactions);
        this.windows = new WindowTable(transactions);
        this.entries = new CommitEntryTable(transactions);
    }

    @Override
    public Claim claim(ClaimRequest request) {
        return transactions.inTransaction(() -> {
            ChainState chain = state(chains.lockOrCreate(request.chain(), request.streamId(), now()), request);
            ClaimDecision decision = ClaimDecision.decide(chain, request);
            if (decision instanceof ClaimDecision.Begin begin) {
                return begin(chain, begin, request);
            }
            if (decision instanceof ClaimDecision.Again again) {
                return new Claim.Run(taken(chain, again.row(), again.round(), request));
            }
            if (decision instanceof ClaimDecision.Settle settle) {
                return settle(chain, settle, request);
            }
            return ((ClaimDecision.Answer) decision).claim();
        });
    }

    private ChainState state(ChainRow chain, ClaimRequest request) {
        List<LedgerWindow> relevant = windows.relevant(chain, request.window());
        Optional<LedgerWindow> headWindow = chain.headWindow()
                .flatMap(id ->
                        relevant.stream().filter(window -> window.id() == id).findFirst());
        return new ChainState(
                chain.id(),
                chain.streamId(),
                chain.version(),
                chain.head(),
                headWindow,
                chain.toBeRecovered(),
                relevant);
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
                begin.filterFrom()));
    }

    private Claim settle(ChainState chain, ClaimDecision.Settle settle, ClaimRequest request) {
        LedgerWindow row = settle.row();
        WindowClaim claim = taken(chain, row, row.round(), request);
        WindowCheckpoints checkpoints =
                new WindowCheckpoints(row.start().orElseThrow(), row.end().orElseThrow());
        Prepared prepared = new Prepared(checkpoints, row.counts(), entries.of(row.id(), row.round()));
        return new Claim.Settle(claim, prepared, chain.streamId(), row.target(), settle.own());
    }

    private WindowClaim taken(ChainState chain, LedgerWindow row, int round, ClaimRequest request) {
        Fence fence = Fence.random();
        requireOne(windows.claim(row, request, fence, now()), row.window().toString(), chain.id());
        return new WindowClaim(
                row.id(),
                chain.id(),
                row.window(),
                fence,
                round,
                chain.version(),
                row.start(),
                row.end(),
                row.filterFrom());
    }

    @Override
    public void prepare(WindowClaim claim, Prepared prepared) {
        transactions.run(() -> {
            chains.lock(claim.chain()).flatMap(ChainRow::toBeRecovered).ifPresent(reason -> {
                throw toBeRecovered(claim, reason);
            });
            requireOne(windows.prepare(claim, prepared, now()), claim);
            if (claim.end().isEmpty()) {
                requireOne(chains.moveHead(claim), claim);
            }
            entries.name(claim.windowId(), claim.round(), prepared.entries());
        });
    }

    @Override
    public void complete(WindowClaim claim, Runnable also) {
        transactions.run(() -> {
            chains.lock(claim.chain());
            requireOne(windows.commit(claim, now()), claim);
            entries.committed(claim.windowId(), claim.round());
            also.run();
        });
    }

    @Override
    public WindowClaim nextRound(WindowClaim claim, List<CommitEntry> sessions) {
        return transactions.inTransaction(() -> {
            chains.lock(claim.chain());
            requireOne(windows.nextRound(claim), claim);
            entries.name(claim.windowId(), claim.round() + 1, sessions);
            return new WindowClaim(
                    claim.windowId(),
                    claim.chain(),
                    claim.window(),
                    claim.fence(),
                    claim.round() + 1,
                    claim.chainVersion(),
                    claim.start(),
                    claim.end(),
                    claim.filterFrom());
        });
    }

    @Override
    public void undecided(WindowClaim claim, String evidence) {
        transactions.run(() -> {
            chains.lock(claim.chain());
            requireOne(windows.undecided(claim, evidence), claim);
        });
    }

    @Override
    public void toBeRecovered(ChainId chain, String reason) {
        transactions.run(() -> {
            if (chains.toBeRecovered(chain, reason) != 1) {
                throw new IllegalArgumentException("the ledger has no chain " + chain);
            }
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
            throw Failure.external(
                            "FENCED_OUT",
                            "Another attempt has taken over window " + window + " of chain " + chain + ".",
                            "This one stops here and has changed nothing; the other one brings the window to its end.")
                    .asException();
        }
    }

    private static RuntimeException toBeRecovered(WindowClaim claim, String reason) {
        return Failure.limit(
                        "CHAIN_TO_BE_RECOVERED",
                        "Chain " + claim.chain() + " is to be recovered, so window " + claim.window()
                                + " was not committed: " + reason + ".",
                        "Recovering a chain is not possible yet; go on under a new chain name from where the target is complete.")
                .asException();
    }
}

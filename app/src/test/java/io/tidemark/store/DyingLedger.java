package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.Claim;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.Resolution;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.Witness;
import java.util.List;
import java.util.function.Consumer;

/** A ledger whose process may die before and after each of its transactions. */
record DyingLedger(CheckpointLedger ledger, Consumer<String> accidents) implements CheckpointLedger {
    @Override
    public Claim claim(ClaimRequest request) {
        accidents.accept("before claim");
        Claim claim = ledger.claim(request);
        accidents.accept("after claim");
        return claim;
    }

    @Override
    public void prepare(WindowClaim claim, Prepared prepared) {
        accidents.accept("before (a)");
        ledger.prepare(claim, prepared);
        accidents.accept("after (a)");
    }

    @Override
    public void complete(WindowClaim claim, Runnable also) {
        accidents.accept("before (c)");
        ledger.complete(claim, also);
        accidents.accept("after (c)");
    }

    @Override
    public WindowClaim nextRound(WindowClaim claim, List<CommitEntry> entries) {
        accidents.accept("before the next round");
        WindowClaim next = ledger.nextRound(claim, entries);
        accidents.accept("after the next round");
        return next;
    }

    @Override
    public void undecided(WindowClaim claim, String evidence) {
        ledger.undecided(claim, evidence);
    }

    @Override
    public Claim.Settle takeUndecided(long windowId, String by) {
        return ledger.takeUndecided(windowId, by);
    }

    @Override
    public void resolve(WindowClaim claim, Resolution resolution, String by, Runnable also) {
        accidents.accept("before the resolution");
        ledger.resolve(claim, resolution, by, also);
        accidents.accept("after the resolution");
    }

    @Override
    public RecoveryPlan recover(ChainId chain, List<Witness> witnesses) {
        accidents.accept("before recovery");
        RecoveryPlan plan = ledger.recover(chain, witnesses);
        accidents.accept("after recovery");
        return plan;
    }

    @Override
    public void toBeRecovered(ChainId chain, String reason) {
        ledger.toBeRecovered(chain, reason);
    }
}
